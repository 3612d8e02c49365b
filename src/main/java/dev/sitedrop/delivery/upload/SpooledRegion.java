package dev.sitedrop.delivery.upload;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A run of a file's bytes in the spool, which may be written more than once.
 *
 * @param offset first byte, counted from the start of the file
 * @param length in bytes
 */
record SpooledRegion(Spool spool, String key, String name, long offset, long length) {
  private static final int BUFFER = 128 * 1024;

  static SpooledRegion of(SegmentPut put, Spool spool) {
    Attachment file = put.attachment();
    return new SpooledRegion(
        spool, file.spoolKey(), file.name(), put.segment().offset(), put.segment().size());
  }

  InputStream open() throws IOException {
    return spool.open(key, offset, length);
  }

  void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      byte[] buffer = new byte[BUFFER];
      for (long left = length; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(BUFFER, left));
        if (read < 0) {
          throw new IOException("the spooled bytes of " + name + " end too early");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
