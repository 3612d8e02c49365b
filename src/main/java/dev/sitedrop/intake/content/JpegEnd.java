package dev.sitedrop.intake.content;

import java.io.IOException;

/** Whether a JPEG has its end, whatever stands behind it. */
final class JpegEnd {
  private static final int TAIL = 1024;
  private static final int MOST_SEGMENTS = 1000;
  private static final int END = 0xFFD9;
  private static final int PIXELS = 0xDA;

  /** In bytes: no camera writes more before the end of a picture. */
  private static final long MOST_SEARCHED = 256L << 20;

  /**
   * Of one colour, a picture may have as little as two bits for 64 pixels of each of its three
   * colours, and all of these may be 0.
   */
  private static final int PIXELS_A_ZERO = 85;

  private JpegEnd() {}

  static Completeness of(Bytes bytes, Zeros zeros) throws IOException {
    long size = bytes.size();
    boolean endsThere = bytes.text(Math.max(2, size - TAIL), TAIL).contains("\u00FF\u00D9");
    boolean isStructured = bytes.text(6, 5).matches("JFIF\0|Exif\0");
    long at = 2;
    long pixels = 0;
    for (int n = 0; n < MOST_SEGMENTS; n++) {
      int marker = bytes.nextShort(at);
      if (marker == 0xFFFF) {
        at++; // a byte to fill up
        continue;
      }
      int length = bytes.nextShort(at + 2);
      if (isStructured && marker != END && (marker == -1 || length == -1)) {
        return Completeness.cutOff("JPEG"); // the end in its tail is that of its small picture
      }
      if (marker >> 8 != 0xFF || length < 2) {
        break; // no structure, or cut off in it: the tail alone tells
      }
      if (isFrame(marker & 0xFF)) {
        pixels = Math.max(0, (long) bytes.nextShort(at + 5) * bytes.nextShort(at + 7));
      }
      if ((marker & 0xFF) == PIXELS) {
        return ofPixels(bytes, zeros, at + 2 + length, pixels, endsThere);
      }
      at += 2 + length;
    }
    return endsThere ? Completeness.COMPLETE : Completeness.cutOff("JPEG");
  }

  private static boolean isFrame(int kind) {
    return kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
  }

  private static Completeness ofPixels(
      Bytes bytes, Zeros zeros, long from, long pixels, boolean endsThere) throws IOException {
    long end = endsThere ? bytes.size() - TAIL : endFrom(bytes, from);
    if (end == -1) {
      return Completeness.cutOff("JPEG");
    }
    long least = Math.max(Zeros.suspicious(end - from), pixels / PIXELS_A_ZERO);
    if (!zeros.runsBetween(from, end, least)) {
      return Completeness.COMPLETE;
    }
    // behind the picture there may be zeros, to fill up: they are no gap in it
    long first = endsThere ? endFrom(bytes, from) : end;
    return Completeness.completeUnless(first == -1 || zeros.runsBetween(from, first, least));
  }

  /** Where the picture ends whose pixels begin there; -1 if it does not. */
  private static long endFrom(Bytes bytes, long from) throws IOException {
    long last = Math.min(bytes.size(), from + MOST_SEARCHED);
    for (long at = from; at + 1 < last; at++) {
      if (bytes.next(at) != 0xFF) {
        continue;
      }
      int marker = bytes.nextShort(at);
      int kind = marker & 0xFF;
      if (marker == END) {
        return at;
      }
      boolean isData = kind == 0 || kind == 0xFF || kind == 1 || kind >= 0xD0 && kind <= 0xD8;
      if (!isData) {
        int length = bytes.nextShort(at + 2);
        if (length < 2) {
          return -1;
        }
        at += 1 + length; // more scans, with their tables
      }
    }
    return last < bytes.size() ? last : -1;
  }
}
