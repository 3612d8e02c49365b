package dev.sitedrop.intake.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Whether PNG, GIF, BMP, and what lies in RIFF (WebP, AVI, WAV) have their ends. */
final class RasterEnd {
  private static final int TAIL = 1024;
  private static final int MOST_CHUNKS = 200_000;

  /** How many bytes of pixels one byte of zeros can stand for in a PNG. */
  private static final int PIXEL_BYTES_A_ZERO = 1032;

  private RasterEnd() {}

  static Completeness ofPng(Bytes bytes, Zeros zeros) throws IOException {
    long size = bytes.size();
    long end = size;
    if (!bytes.text(Math.max(8, size - TAIL), TAIL).contains("IEND")) {
      end = endOfChunks(bytes);
      if (end < 0) {
        return Completeness.cutOff("PNG");
      }
    }
    ByteBuffer header = bytes.at(16, 8);
    if (header.remaining() < 8) {
      return Completeness.cutOff("PNG");
    }
    long pixels = (header.getInt() & 0xFFFF_FFFFL) * (header.getInt() & 0xFFFF_FFFFL);
    long least = Math.max(Zeros.suspicious(end), pixels * 8 / PIXEL_BYTES_A_ZERO);
    if (!zeros.runsBetween(33, end, least)) {
      return Completeness.COMPLETE;
    }
    end = endOfChunks(bytes);
    return Completeness.completeUnless(end < 0 || zeros.runsBetween(33, end, least));
  }

  /** Behind the last chunk; -1 if there is none. */
  private static long endOfChunks(Bytes bytes) throws IOException {
    long at = 8;
    for (int n = 0; n < MOST_CHUNKS; n++) {
      int high = bytes.nextShort(at);
      int low = bytes.nextShort(at + 2);
      int kind = bytes.nextShort(at + 4);
      if (high < 0 || low < 0 || kind < 0 || kind == 0) {
        return -1;
      }
      at += 12 + ((long) high << 16 | low);
      if (at > bytes.size()) {
        return -1;
      }
      if (kind == ('I' << 8 | 'E')) {
        return at;
      }
    }
    return bytes.size();
  }

  /**
   * Its blocks are short, and its end is one byte, which is found anywhere: it is walked through.
   */
  static Completeness ofGif(Bytes bytes) throws IOException {
    int flags = bytes.next(10);
    long at = 13 + table(flags);
    while (true) {
      int kind = bytes.next(at);
      if (kind == 0x3B) {
        return Completeness.COMPLETE;
      } else if (kind == 0x21) {
        at = behindBlocks(bytes, at + 2);
      } else if (kind == 0x2C) {
        at = behindBlocks(bytes, at + 11 + table(bytes.next(at + 9)));
      } else if (kind == 0 && !Zeros.isAll(bytes.at(at, 512))) {
        at++; // some programs write one more
      } else {
        return Completeness.cutOff("GIF");
      }
    }
  }

  private static long table(int flags) {
    return flags >= 0 && (flags & 0x80) != 0 ? 3L << ((flags & 7) + 1) : 0;
  }

  private static long behindBlocks(Bytes bytes, long from) throws IOException {
    long at = from;
    for (int length = bytes.next(at); length > 0; length = bytes.next(at)) {
      at += 1 + length;
    }
    return at + 1;
  }

  static Completeness ofBmp(Bytes bytes, Zeros zeros) throws IOException {
    ByteBuffer header = bytes.at(0, 54, ByteOrder.LITTLE_ENDIAN);
    if (header.remaining() < 54) {
      return Completeness.cutOff("BMP");
    }
    long said = header.getInt(2) & 0xFFFF_FFFFL;
    int compression = header.getInt(30);
    if (header.getInt(14) >= 40 && (compression == 0 || compression == 3)) {
      long row =
          ((header.getInt(18) & 0xFFFF_FFFFL) * (header.getShort(28) & 0xFFFF) + 31) / 32 * 4;
      long rows = Math.abs((long) header.getInt(22));
      said = (header.getInt(10) & 0xFFFF_FFFFL) + row * rows; // its size is often told wrongly
    }
    if (said > bytes.size()) {
      return Completeness.cutOff("BMP");
    }
    // a black picture may be nothing but zeros
    return Completeness.complete(Completeness.endsInZeros(bytes, zeros));
  }

  static Completeness ofRiff(Bytes bytes, Zeros zeros) throws IOException {
    String kind = bytes.text(8, 4);
    ByteOrder order =
        bytes.text(0, 4).equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer header = bytes.at(4, 4, order);
    if (header.remaining() < 4 || kind.length() < 4) {
      return Completeness.cutOff("file");
    }
    long said = header.getInt() & 0xFFFF_FFFFL;
    boolean isPicture = kind.equals("WEBP");
    if (said == 0 && isPicture || said != 0xFFFF_FFFFL && said + 8 > bytes.size()) {
      return Completeness.cutOff(isPicture ? "WebP" : kind.strip());
    }
    long end = Math.min(bytes.size(), said + 8);
    if (isPicture) {
      return Completeness.completeUnless(zeros.runsBetween(12, end, Zeros.suspicious(end)));
    }
    boolean isDoubtful = Completeness.endsInZeros(bytes, zeros);
    // who writes a film or a sound while it comes may never tell the size
    boolean isTold = said != 0 && said != 0xFFFF_FFFFL;
    return isTold ? Completeness.complete(isDoubtful) : Completeness.unknown(isDoubtful);
  }
}
