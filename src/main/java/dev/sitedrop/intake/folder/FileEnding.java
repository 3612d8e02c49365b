package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Whether a file has the end that its format asks for. One that lacks it may still be on its way,
 * from a phone or over a network that stalls. A few bytes at the start and at the end are read.
 */
final class FileEnding {
  private static final int TAIL = 1024;
  private static final int BOXES = 1000;

  private FileEnding() {}

  /** True also for formats whose end cannot be told. */
  static boolean isThere(Path file) throws IOException {
    try (SeekableByteChannel channel = open(file)) {
      long size = channel.size();
      if (size == 0) {
        return false;
      }
      String head = read(channel, 0, 12);
      String tail = read(channel, Math.max(0, size - TAIL), TAIL);
      if (head.startsWith("\u00FF\u00D8\u00FF")) {
        return tail.contains("\u00FF\u00D9");
      }
      if (head.startsWith("\u0089PNG")) {
        return tail.contains("IEND");
      }
      if (head.startsWith("%PDF-")) {
        return tail.contains("%%EOF");
      }
      return !head.startsWith("ftyp", 4) || boxesEndAt(channel, size);
    }
  }

  private static SeekableByteChannel open(Path file) throws IOException {
    return Listing.isLocal(file)
        ? Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
        : Files.newByteChannel(file);
  }

  /** The boxes of HEIC, MP4 and MOV tell their sizes; the last must not run past the end. */
  private static boolean boxesEndAt(SeekableByteChannel channel, long size) throws IOException {
    long at = 0;
    for (int n = 0; n < BOXES && at < size; n++) {
      ByteBuffer header = bytes(channel, at, 16);
      if (header.remaining() < 8) {
        return false;
      }
      long box = header.getInt(0) & 0xFFFF_FFFFL;
      if (box == 0) {
        return true; // this one lasts to the end, wherever that is
      }
      if (box == 1 && header.remaining() == 16) {
        box = header.getLong(8);
      }
      if (box < 8) {
        return true; // no box at all: nothing can be told
      }
      if (box > size - at) {
        return false;
      }
      at += box;
    }
    return at == size;
  }

  private static String read(SeekableByteChannel channel, long at, int length) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(bytes(channel, at, length)).toString();
  }

  private static ByteBuffer bytes(SeekableByteChannel channel, long at, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.position(at);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // until it is full or the file ends
    }
    return buffer.flip();
  }
}
