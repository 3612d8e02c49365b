package dev.sitedrop.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** A form with files, whose bytes are read as they are sent. */
final class FormUpload {
  private final String boundary = "sitedrop-" + UUID.randomUUID();
  private final List<Supplier<InputStream>> parts = new ArrayList<>();
  private long length;

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** In bytes. */
  long length() {
    return length + end().length;
  }

  void field(String name, String value) {
    text("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value);
  }

  /** The date of the file goes along: the day a photo bears that does not know its own. */
  void file(String field, Path file) throws IOException {
    field("modified", Files.getLastModifiedTime(file).toInstant().toString());
    String name = file.getFileName().toString();
    text(
        "Content-Disposition: form-data; name=\""
            + field
            + "\"; filename=\"file\"; filename*=UTF-8''"
            + SiteDropServer.encoded(name)
            + "\r\nContent-Type: application/octet-stream\r\n\r\n");
    length += Files.size(file);
    parts.add(
        () -> {
          try {
            return Files.newInputStream(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void text(String part) {
    bytes(
        ((parts.isEmpty() ? "" : "\r\n") + "--" + boundary + "\r\n" + part)
            .getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] bytes) {
    length += bytes.length;
    parts.add(() -> new ByteArrayInputStream(bytes));
  }

  private byte[] end() {
    return ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param sent is told how many bytes have been read so far
   */
  BodyPublisher body(LongConsumer sent) {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> new Counted(joined(), sent)), length());
  }

  private InputStream joined() {
    List<InputStream> all = new ArrayList<>();
    parts.forEach(part -> all.add(part.get()));
    all.add(new ByteArrayInputStream(end()));
    return new SequenceInputStream(Collections.enumeration(all));
  }

  /** Tells what was read. */
  private static final class Counted extends InputStream {
    private final InputStream in;
    private final LongConsumer sent;
    private long count;

    Counted(InputStream in, LongConsumer sent) {
      this.in = in;
      this.sent = sent;
    }

    @Override
    public int read() throws IOException {
      int one = in.read();
      told(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
      int n = in.read(bytes, offset, size);
      told(Math.max(0, n));
      return n;
    }

    private void told(int n) {
      count += n;
      sent.accept(count);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
