package dev.sitedrop.intake.mail.letter;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a file of a mail that was cut off has its end. */
enum FileEnd {
  THERE,
  MISSING,
  /** A file of this kind does not say. */
  UNKNOWN;

  /** In bytes: a zip's comment may be as long. */
  private static final int TAIL = 66_000;

  static FileEnd of(Path file) throws IOException {
    byte[] start = start(file);
    String extension = FileStart.extension(start);
    if (extension == null) {
      return UNKNOWN;
    }
    try {
      return switch (extension) {
        case ".jpg" -> tail(file).stripTrailing().endsWith("\u00FF\u00D9") ? THERE : jpeg(file);
        case ".png" -> png(file);
        case ".gif" -> gif(tail(file));
        case ".pdf" -> in(tail(file), "%%EOF");
        case ".zip" -> in(tail(file), "PK\5\6");
        case ".webp" -> said(Files.size(file), 8 + little(start, 4));
        case ".heic", ".mp4" -> boxes(file);
        default -> UNKNOWN;
      };
    } catch (EOFException ends) {
      return MISSING;
    }
  }

  /** Its first bytes. */
  static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(FileStart.LENGTH);
    }
  }

  /** What stands behind the end of image is somebody else's. */
  private static FileEnd jpeg(Path file) throws IOException {
    try (DataInputStream in = open(file)) {
      in.readUnsignedShort();
      int marker = nextMarker(in);
      while (marker != 0xD9) {
        boolean isAlone = marker == 0 || marker == 1 || marker >= 0xD0 && marker <= 0xD7;
        if (!isAlone) {
          in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
        }
        marker = nextMarker(in);
      }
      return THERE;
    }
  }

  /** The compressed picture has no marker within, but stuffed bytes and restarts. */
  private static int nextMarker(DataInputStream in) throws IOException {
    int one = in.readUnsignedByte();
    while (true) {
      while (one != 0xFF) {
        one = in.readUnsignedByte();
      }
      while (one == 0xFF) {
        one = in.readUnsignedByte();
      }
      if (one != 0) {
        return one;
      }
    }
  }

  private static FileEnd png(Path file) throws IOException {
    try (DataInputStream in = open(file)) {
      in.skipNBytes(8);
      while (true) {
        long length = in.readInt() & 0xFFFFFFFFL;
        int type = in.readInt();
        in.skipNBytes(length + 4);
        if (type == 0x49454E44) {
          return THERE;
        }
      }
    }
  }

  private static FileEnd boxes(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long at = 0;
      while (at + 8 <= in.length()) {
        in.seek(at);
        long length = in.readInt() & 0xFFFFFFFFL;
        in.readInt();
        if (length == 0) {
          return UNKNOWN; // it goes to the end, wherever that is
        }
        length = length == 1 ? in.readLong() : length;
        if (length < 8) {
          return at == 0 ? UNKNOWN : THERE; // no box, but something behind them
        }
        at += length;
      }
      return said(in.length(), at);
    }
  }

  private static FileEnd gif(String tail) {
    return tail.replaceAll("[\\x00\\r\\n]+$", "").endsWith(";") ? THERE : MISSING;
  }

  private static FileEnd in(String tail, String end) {
    return tail.contains(end) ? THERE : MISSING;
  }

  private static FileEnd said(long size, long said) {
    return size >= said ? THERE : MISSING;
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 65536));
  }

  private static String tail(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      return new String(tail, StandardCharsets.ISO_8859_1);
    }
  }

  private static long little(byte[] start, int at) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | start[at + i] & 0xFF;
    }
    return value;
  }
}
