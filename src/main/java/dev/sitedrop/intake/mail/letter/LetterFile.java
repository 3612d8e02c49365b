package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A mail as it came, in a file.
 *
 * @param file the raw message, or its headers alone if it is too large to be fetched
 * @param headers those of the mail itself
 * @param key equal for the same mail: the SHA-256 of its body and of the headers that its sender
 *     wrote, not of those that servers add on its way
 */
public record LetterFile(Path file, InternetHeaders headers, String key) {
  /** In bytes. More are no mail, and reading them costs memory. */
  private static final int LONGEST_HEADERS = 512 * 1024;

  /** Delivered-To is a server's, but tells two copies apart that go to two projects. */
  private static final List<String> OF_ITS_SENDER =
      List.of("Message-ID", "Date", "From", "Subject", "Delivered-To", "X-Original-To");

  /**
   * Reads the headers, and hashes the rest.
   *
   * @throws IOException if the file cannot be read
   */
  public static LetterFile read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 65536)) {
      InternetHeaders headers = headers(in);
      MessageDigest key = MessageDigest.getInstance("SHA-256");
      for (String name : OF_ITS_SENDER) {
        String[] values = headers.getHeader(name);
        String value = values == null ? "" : values[0].replaceAll("\\s+", " ").strip();
        key.update((name + ":" + value + "\n").getBytes(StandardCharsets.UTF_8));
      }
      byte[] buffer = new byte[65536];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        key.update(buffer, 0, n);
      }
      return new LetterFile(file, headers, HexFormat.of().formatHex(key.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (MessagingException e) {
      throw new IOException("its headers cannot be read", e);
    }
  }

  /** What is beyond the limit is taken for the body: such a thing is refused later on. */
  private static InternetHeaders headers(InputStream in) throws IOException, MessagingException {
    in.mark(LONGEST_HEADERS + 1);
    byte[] start = in.readNBytes(LONGEST_HEADERS);
    int end = endOfHeaders(start);
    in.reset();
    in.skipNBytes(end);
    byte[] lines = HeaderText.utf8(Arrays.copyOf(start, end));
    return new InternetHeaders(new ByteArrayInputStream(lines), true);
  }

  private static int endOfHeaders(byte[] start) {
    for (int i = 0; i < start.length - 1; i++) {
      boolean emptyLine =
          start[i] == '\n'
              && (start[i + 1] == '\n'
                  || start[i + 1] == '\r' && i + 2 < start.length && start[i + 2] == '\n');
      if (emptyLine) {
        return i + (start[i + 1] == '\n' ? 2 : 3);
      }
    }
    return start.length;
  }

  /** Whether its headers never end, as far as was looked. */
  boolean isAllHeaders() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(LONGEST_HEADERS);
      return start.length == LONGEST_HEADERS && endOfHeaders(start) == start.length;
    }
  }

  /** The first value of a header as one line; empty if it has none. */
  public String header(String name) {
    String[] values = headers.getHeader(name);
    return values == null ? "" : values[0].replaceAll("[\\r\\n]+\\s*", " ").strip();
  }
}
