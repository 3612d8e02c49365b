package dev.sitedrop.intake.mail.letter;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Decodes Base64 as it really comes: without its padding, with padding or blanks within, with lines
 * of text that a gateway has added.
 */
final class Base64Lines extends InputStream {
  /** In characters. A longer line is data. */
  private static final int LONGEST_LINE = 65_536;

  /** In characters. Text beside the data has no longer words. */
  private static final int LONGEST_WORD = 24;

  private final InputStream in;
  private final ByteArrayOutputStream decoded = new ByteArrayOutputStream(LONGEST_LINE);
  private byte[] ready = new byte[0];
  private int at;
  private boolean ended;

  private int group;
  private int inGroup;
  private int widest;
  private boolean afterShort;
  private boolean afterGap;
  private boolean padded;
  private boolean unpadded;
  private boolean isDoubtful;

  Base64Lines(InputStream in) {
    this.in = new BufferedInputStream(in, LONGEST_LINE);
  }

  /** Whether it ended with its padding, which only the end of a file has. */
  boolean isPadded() {
    return padded;
  }

  /** Whether it ended where padding should be, or a line may have been none of it. */
  boolean isUnpadded() {
    return unpadded;
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (!fill()) {
      return -1;
    }
    int length = Math.min(most, ready.length - at);
    System.arraycopy(ready, at, into, from, length);
    at += length;
    return length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    while (at == ready.length) {
      if (ended) {
        return false;
      }
      decoded.reset();
      String line = nextLine();
      if (line == null) {
        ended = true;
        end();
      } else {
        take(line.strip());
      }
      ready = decoded.toByteArray();
      at = 0;
    }
    return true;
  }

  private String nextLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    int read;
    while ((read = in.read()) >= 0 && read != '\n' && line.size() < LONGEST_LINE) {
      line.write(read);
    }
    if (read >= 0 && read != '\n') {
      line.write(read);
    }
    return read < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
  }

  private void take(String line) throws IOException {
    String data = line.endsWith("!") ? line.substring(0, line.length() - 1) : line; // Exim's cut
    boolean maybeText = (padded || afterShort) && afterGap && data.length() < LONGEST_WORD;
    if (data.isEmpty() || maybeText || !isData(data)) {
      afterGap = true;
      isDoubtful |= maybeText && !data.isEmpty();
      return;
    }
    for (int i = 0; i < data.length(); i++) {
      take(data.charAt(i));
    }
    afterGap = false;
    afterShort = data.length() < widest;
    widest = Math.max(widest, data.length());
  }

  private static boolean isData(String line) {
    int word = 0;
    int longest = 0;
    boolean hasBlanks = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ' ' || c == '\t') {
        hasBlanks = true;
        word = 0;
      } else if (c == '=' || sextet(c) >= 0) {
        longest = Math.max(longest, ++word);
      } else {
        return false;
      }
    }
    return !hasBlanks || longest >= LONGEST_WORD;
  }

  private void take(char c) throws IOException {
    if (c == '=') {
      closeGroup();
      padded = true;
      return;
    }
    int bits = sextet(c);
    if (bits < 0) {
      return;
    }
    padded = false;
    group = group << 6 | bits;
    if (++inGroup == 4) {
      decoded.write(group >> 16);
      decoded.write(group >> 8);
      decoded.write(group);
      group = 0;
      inGroup = 0;
    }
  }

  private void end() throws IOException {
    unpadded = inGroup > 0 || isDoubtful;
    closeGroup();
  }

  private void closeGroup() throws IOException {
    if (inGroup == 1) {
      throw new IOException("the Base64 ends in the middle of a byte");
    }
    if (inGroup == 2) {
      decoded.write(group >> 4);
    } else if (inGroup == 3) {
      decoded.write(group >> 10);
      decoded.write(group >> 2);
    }
    group = 0;
    inGroup = 0;
  }

  private static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    } else if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    } else if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    } else if (c == '+') {
      return 62;
    }
    return c == '/' ? 63 : -1;
  }
}
