package dev.sitedrop.intake;

import dev.sitedrop.intake.picture.PictureBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bytes from anywhere in a file of which its source has nothing but a stream. */
final class Rereading implements PictureBytes.Beyond, AutoCloseable {
  private final IncomingFile.Content content;
  private InputStream in;
  private long at;

  Rereading(IncomingFile.Content content) {
    this.content = content;
  }

  /** Begins anew only for what was passed already: from far away, all of it has to come. */
  @Override
  public byte[] read(long offset, int length) throws IOException {
    if (in == null || offset < at) {
      close();
      in = content.open();
      at = 0;
    }
    try {
      in.skipNBytes(offset - at);
    } catch (EOFException shorter) {
      close();
      return new byte[0];
    }
    byte[] bytes = in.readNBytes(length);
    at = offset + bytes.length;
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
      in = null;
    }
  }
}
