package dev.sitedrop.intake.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The chunks of a WebP picture. */
final class WebpBlocks {
  private static final int MOST_CHUNKS = 1000;

  private WebpBlocks() {}

  static void find(PictureBytes file, Blocks found) throws IOException {
    long at = 12;
    for (int i = 0; i < MOST_CHUNKS && file.has(at, 8); i++) {
      byte[] frame = file.get(at, 8);
      String type = new String(frame, 0, 4, StandardCharsets.ISO_8859_1);
      long length = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
      if (type.equals("EXIF")) {
        found.addExif(file.get(at + 8, length));
      } else if (type.equals("XMP ")) {
        found.addXmp(file.get(at + 8, length));
      }
      at += 8 + length + (length & 1);
    }
  }
}
