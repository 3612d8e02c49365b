package dev.sitedrop.console.delivery;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a JPEG is drawn: in one go, line by line, or in several, for which a decoder holds all of it
 * and goes over it each time.
 *
 * @param count how many times; no more than one above {@link #MOST} is counted
 */
record JpegScans(int count) {
  /** Cameras and programs need about ten. A file of some kilobytes could ask for thousands. */
  private static final int MOST = 100;

  private static final int BUFFER = 1 << 16;
  private static final int SCAN = 0xDA;
  private static final int END = 0xD9;

  /** In several goes, though it may be that only one of them is there. */
  private static final int SEVERAL = 2;

  /**
   * @throws IOException if it is no JPEG
   */
  static JpegScans of(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      if (in.readUnsignedShort() != 0xFFD8) {
        throw new IOException("it is no JPEG");
      }
      return count(in);
    }
  }

  boolean isInOneGo() {
    return count == 1;
  }

  boolean areTooMany() {
    return count > MOST;
  }

  private static JpegScans count(DataInputStream in) throws IOException {
    int components = 0;
    boolean isProgressive = false;
    int scans = 0;
    try {
      for (int marker = next(in); marker != END && scans <= MOST; marker = next(in)) {
        if (marker == SCAN) {
          in.readUnsignedShort();
          if (++scans == 1 && !isProgressive && in.readUnsignedByte() == components) {
            return new JpegScans(1);
          }
        } else if (marker > 0x01 && (marker < 0xD0 || marker > END)) {
          int left = in.readUnsignedShort() - 2;
          if (isFrame(marker)) {
            isProgressive = (marker & 0x03) == 2;
            in.skipNBytes(5);
            components = in.readUnsignedByte();
            left -= 6;
          }
          in.skipNBytes(Math.max(0, left));
        }
      }
    } catch (EOFException cutOff) {
      // what is there can be drawn
    }
    return new JpegScans(Math.max(SEVERAL, scans));
  }

  /** Any of the frames that begin a picture; three numbers of the same row mean tables. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /**
   * The next marker, past pixels, in which 0xFF stands before a zero, or before where one may
   * restart.
   */
  private static int next(DataInputStream in) throws IOException {
    int before = 0;
    while (true) {
      int one = in.readUnsignedByte();
      boolean isMarker = one != 0 && one != 0xFF && (one < 0xD0 || one > 0xD7);
      if (before == 0xFF && isMarker) {
        return one;
      }
      before = one;
    }
  }
}
