package dev.sitedrop.intake.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/** Whether all that the directories of a TIFF, or of a raw photo, point to is there. */
final class TiffEnd {
  private static final int MOST_DIRECTORIES = 64;
  private static final int MOST_ENTRIES = 1000;
  private static final int SUB_DIRECTORIES = 0x014A;
  private static final int STRIP_OFFSETS = 0x0111;
  private static final int STRIP_SIZES = 0x0117;
  private static final int TILE_OFFSETS = 0x0144;
  private static final int TILE_SIZES = 0x0145;
  private static final int COMPRESSION = 0x0103;
  private static final int NONE = 1;

  /** In bytes: nothing that is compressed ends with so many zeros. */
  private static final int GAP = 512;

  private final Bytes bytes;
  private final ByteOrder order;
  private final boolean big;
  private final Deque<Long> directories = new ArrayDeque<>();
  private boolean hasGap;

  /** Whether it was said where pixels lie. */
  private boolean isTold;

  private TiffEnd(Bytes bytes, ByteOrder order, boolean big) {
    this.bytes = bytes;
    this.order = order;
    this.big = big;
  }

  static Completeness of(Bytes bytes, Zeros zeros) throws IOException {
    ByteOrder order = bytes.next(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    boolean big = bytes.at(2, 2, order).getShort() == 43;
    TiffEnd tiff = new TiffEnd(bytes, order, big);
    if (!tiff.reachesItsEnd()) {
      return Completeness.cutOff("TIFF");
    }
    if (tiff.hasGap) {
      return Completeness.GAPS;
    }
    // pixels that are not compressed may be nothing but zeros
    boolean isDoubtful = Completeness.endsInZeros(bytes, zeros);
    return tiff.isTold ? Completeness.complete(isDoubtful) : Completeness.unknown(isDoubtful);
  }

  private boolean reachesItsEnd() throws IOException {
    directories.add(big ? number(8, 8) : number(4, 4));
    for (int n = 0; n < MOST_DIRECTORIES && !directories.isEmpty(); n++) {
      long at = directories.remove();
      if (at > 0 && !isThere(at)) {
        return false;
      }
    }
    return true;
  }

  private boolean isThere(long at) throws IOException {
    long count = number(at, big ? 8 : 2);
    if (count <= 0) {
      return false; // not there, or not written yet
    }
    if (count > MOST_ENTRIES) {
      return true; // no directory: nothing can be told
    }
    int entry = big ? 20 : 12;
    long first = at + (big ? 8 : 2);
    long next = number(first + count * entry, big ? 8 : 4);
    if (next < 0) {
      return false;
    }
    long offsets = -1;
    long sizes = -1;
    long compression = NONE;
    for (long n = 0; n < count; n++) {
      long here = first + n * entry;
      int tag = (int) number(here, 2);
      if (tag == SUB_DIRECTORIES) {
        addAll(here);
      } else if (tag == STRIP_OFFSETS || tag == TILE_OFFSETS) {
        offsets = here;
      } else if (tag == STRIP_SIZES || tag == TILE_SIZES) {
        sizes = here;
      } else if (tag == COMPRESSION) {
        compression = value(here, 0);
      }
    }
    directories.add(next);
    return offsets < 0 || sizes < 0 || reachesLast(offsets, sizes, compression != NONE);
  }

  private void addAll(long entry) throws IOException {
    long count = Math.min(count(entry), MOST_DIRECTORIES);
    for (long n = 0; n < count; n++) {
      directories.add(Math.max(0, value(entry, n)));
    }
  }

  /** They stand one behind the other: the first and the last tell. */
  private boolean reachesLast(long offsets, long sizes, boolean compressed) throws IOException {
    long count = Math.min(count(offsets), count(sizes));
    if (count <= 0) {
      return true;
    }
    isTold = true;
    long end = value(offsets, count - 1) + value(sizes, count - 1);
    hasGap |=
        compressed
            && value(sizes, count - 1) >= GAP
            && end <= bytes.size()
            && Zeros.isAll(bytes.at(end - GAP, GAP));
    return reaches(offsets, sizes, 0) && reaches(offsets, sizes, count - 1);
  }

  private boolean reaches(long offsets, long sizes, long n) throws IOException {
    long at = value(offsets, n);
    long length = value(sizes, n);
    return at >= 0 && length >= 0 && at + length <= bytes.size();
  }

  private long count(long entry) throws IOException {
    return number(entry + 4, big ? 8 : 4);
  }

  /** The nth value of an entry; -1 if it is not there. */
  private long value(long entry, long n) throws IOException {
    int width =
        switch ((int) number(entry + 2, 2)) {
          case 3 -> 2;
          case 16, 17, 18 -> 8;
          default -> 4;
        };
    int inline = big ? 8 : 4;
    long at = entry + (big ? 12 : 8);
    return number((count(entry) * width <= inline ? at : number(at, inline)) + n * width, width);
  }

  /** -1 if it is not there. */
  private long number(long at, int width) throws IOException {
    ByteBuffer there = bytes.at(at, width, order);
    if (there.remaining() < width) {
      return -1;
    }
    return switch (width) {
      case 2 -> there.getShort() & 0xFFFF;
      case 4 -> there.getInt() & 0xFFFF_FFFFL;
      default -> Math.max(-1, there.getLong());
    };
  }
}
