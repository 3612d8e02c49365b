package dev.sitedrop.intake.heic;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A JPEG by its segments; no pixel is decoded.
 *
 * @param width in pixels, as they are stored
 * @param height in pixels, as they are stored
 * @param orientationAt where the EXIF block says how it is to be turned, in bytes; -1 if it does
 *     not
 * @param order of the bytes of that number
 */
record JpegFile(Path path, int width, int height, long orientationAt, ByteOrder order) {
  private static final int START = 0xFFD8;
  private static final int END = 0xFFD9;
  private static final int EXIF_SEGMENT = 0xE1;
  private static final int PIXELS = 0xDA;
  private static final int MOST_SEGMENTS = 1000;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final short ORIENTATION = 0x0112;
  private static final short ONE_SHORT = 3;

  /**
   * @throws IOException if it is no JPEG, or not a whole one
   */
  static JpegFile read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      if (file.size() < 4 || unsigned(file, 0) != START || unsigned(file, file.size() - 2) != END) {
        throw new IOException("no JPEG from its start to its end");
      }
      return segments(path, file);
    }
  }

  private static JpegFile segments(Path path, FileChannel file) throws IOException {
    int width = 0;
    int height = 0;
    long orientationAt = -1;
    ByteOrder order = ByteOrder.BIG_ENDIAN;
    long at = 2;
    for (int n = 0; n < MOST_SEGMENTS; n++) {
      ByteBuffer head = bytes(file, at, 4);
      int kind = head.getShort() & 0xFFFF;
      int length = head.getShort() & 0xFFFF;
      if (kind >> 8 != 0xFF || length < 2) {
        break;
      }
      kind &= 0xFF;
      if (kind == PIXELS && width > 0 && height > 0) {
        return new JpegFile(path, width, height, orientationAt, order);
      }
      if (isFrame(kind)) {
        ByteBuffer frame = bytes(file, at + 5, 4);
        height = frame.getShort() & 0xFFFF;
        width = frame.getShort() & 0xFFFF;
      }
      if (kind == EXIF_SEGMENT && orientationAt < 0) {
        ByteBuffer exif = bytes(file, at + 4, length - 2);
        int found = orientation(exif);
        orientationAt = found < 0 ? -1 : at + 4 + found;
        order = exif.order();
      }
      at += 2 + length;
    }
    throw new IOException("a JPEG without a picture");
  }

  /** Any of the frames that begin a picture; three numbers of the same row mean tables. */
  private static boolean isFrame(int kind) {
    return kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC;
  }

  /** Where the number is within the segment; -1 if there is none. Sets the order of its bytes. */
  private static int orientation(ByteBuffer segment) {
    int tiff = EXIF.length;
    if (segment.remaining() < tiff + 8 || segment.mismatch(ByteBuffer.wrap(EXIF)) != tiff) {
      return -1;
    }
    segment.order(segment.get(tiff) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff + (segment.getInt(tiff + 4) & 0xFFFF_FFFFL);
    if (directory + 2 > segment.limit()) {
      return -1;
    }
    int entries = segment.getShort((int) directory) & 0xFFFF;
    for (int n = 0; n < entries; n++) {
      long entry = directory + 2 + 12L * n;
      if (entry + 12 > segment.limit()) {
        return -1;
      }
      if (segment.getShort((int) entry) == ORIENTATION
          && segment.getShort((int) entry + 2) == ONE_SHORT) {
        return (int) entry + 8;
      }
    }
    return -1;
  }

  long pixels() {
    return (long) width * height;
  }

  /** Makes the EXIF block say that the pixels are upright already. */
  void sayUpright() throws IOException {
    if (orientationAt >= 0) {
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.allocate(2).order(order).putShort((short) 1).flip(), orientationAt);
      }
    }
  }

  private static int unsigned(FileChannel file, long at) throws IOException {
    return bytes(file, at, 2).getShort() & 0xFFFF;
  }

  private static ByteBuffer bytes(FileChannel file, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException("a JPEG that breaks off");
      }
    }
    return buffer.flip();
  }
}
