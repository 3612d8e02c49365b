package dev.sitedrop.intake.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The segments before a JPEG's picture. */
final class JpegBlocks {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP1 = 0xE1;
  private static final int APP13 = 0xED;
  private static final int MOST_SEGMENTS = 1000;

  private static final byte[] EXIF = "Exif\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] XMP =
      "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PHOTOSHOP = "Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII);

  private JpegBlocks() {}

  static void find(PictureBytes file, Blocks found) throws IOException {
    long at = 0;
    for (int i = 0; i < MOST_SEGMENTS; i++) {
      byte[] marker = file.get(at, 2);
      int type = marker[1] & 0xFF;
      if ((marker[0] & 0xFF) != 0xFF || type == SOS || type == EOI) {
        return;
      }
      if (type == 0xFF) {
        at++; // any number of these may stand before a marker
      } else if (type == SOI || type == 0x01 || type >= 0xD0 && type <= 0xD7) {
        at += 2; // no more than a marker
      } else {
        byte[] two = file.get(at + 2, 2);
        int length = (two[0] & 0xFF) << 8 | two[1] & 0xFF;
        if (length < 2) {
          return;
        }
        if (type == APP1 || type == APP13) {
          take(file.get(at + 4, length - 2), found);
        }
        at += 2 + length;
      }
    }
  }

  private static void take(byte[] segment, Blocks found) {
    if (Blocks.startsWith(segment, EXIF)) {
      found.addExif(from(segment, 6));
    } else if (Blocks.startsWith(segment, XMP)) {
      found.addXmp(from(segment, XMP.length));
    } else if (Blocks.startsWith(segment, PHOTOSHOP)) {
      found.addPhotoshop(from(segment, PHOTOSHOP.length));
    }
  }

  private static byte[] from(byte[] bytes, int start) {
    return Arrays.copyOfRange(bytes, Math.min(start, bytes.length), bytes.length);
  }
}
