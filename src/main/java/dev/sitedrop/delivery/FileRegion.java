package dev.sitedrop.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
