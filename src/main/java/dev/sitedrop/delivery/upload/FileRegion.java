package dev.sitedrop.delivery.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A run of a file's bytes as a request body: streamed, with its length known. */
final class FileRegion extends AbstractHttpEntity {
  private static final int BUFFER = 128 * 1024;

  private final Path file;
  private final long offset;
  private final long length;

  FileRegion(Path file, long offset, long length, ContentType contentType) {
    super(contentType, null);
    this.file = file;
    this.offset = offset;
    this.length = length;
  }

  /** The bytes of a segment, with the type that was signed for it, if one was. */
  static FileRegion of(SegmentPut put, Path file) {
    ContentType type = ContentType.APPLICATION_OCTET_STREAM;
    for (Map.Entry<String, String> header : put.segment().with().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Content-Type")) {
        type = ContentType.parseLenient(header.getValue());
      }
    }
    return new FileRegion(file, put.segment().offset(), put.segment().size(), type);
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("written with writeTo");
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(offset);
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      for (long left = length; left > 0; ) {
        buffer.clear().limit((int) Math.min(BUFFER, left));
        int read = channel.read(buffer);
        if (read < 0) {
          throw new IOException("the spooled file " + file.getFileName() + " is too short");
        }
        out.write(buffer.array(), 0, read);
        left -= read;
      }
    }
  }

  @Override
  public void close() {
    // the file is open only while it is written
  }
}
