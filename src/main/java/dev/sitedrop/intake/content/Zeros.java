package dev.sitedrop.intake.content;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Runs of zeros: where a program has given a file its whole size and has yet to write its content,
 * zeros are read. A few places are looked at, for the file may be large.
 */
final class Zeros {
  private static final int PROBE = 512;
  private static final int STEP = 16 * 1024;

  /** In bytes: shorter runs are found in sound files, such as in a camera's notes. */
  private static final int SHORTEST = 4096;

  private static final int LONGEST = 64 * 1024;

  private final Bytes bytes;
  private final int probes;

  /**
   * @param probes how many places between the first and the last bytes are looked at
   */
  Zeros(Bytes bytes, int probes) {
    this.bytes = bytes;
    this.probes = probes;
  }

  static boolean isAll(ByteBuffer some) {
    for (int i = some.position(); i < some.limit(); i++) {
      if (some.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  boolean areAll() throws IOException {
    return bytes.size() > 0
        && isAll(bytes.at(0, PROBE))
        && isAll(bytes.at(Math.max(0, bytes.size() - PROBE), PROBE))
        && areAllBetween(0, bytes.size());
  }

  private boolean areAllBetween(long from, long to) throws IOException {
    if (to - from <= STEP) {
      return isAll(bytes.at(from, (int) (to - from)));
    }
    for (int n = 1; n <= probes; n++) {
      if (!isAll(bytes.at(place(from, to, n), PROBE))) {
        return false;
      }
    }
    return true;
  }

  private long place(long from, long to, int n) {
    return from + (to - from) / (probes + 1) * n;
  }

  /** How long a run is hardly found in compressed content of this length. */
  static long suspicious(long length) {
    return Math.min(LONGEST, Math.max(SHORTEST, length / 16));
  }

  /** Whether a run of at least this length lies somewhere in between, as far as is looked. */
  boolean runsBetween(long from, long to, long least) throws IOException {
    if (to - from < least) {
      return false;
    }
    for (int n = 1; n <= probes + 1; n++) {
      long at = n > probes ? to - PROBE : place(from, to, n);
      if (isAll(bytes.at(at, PROBE)) && runAround(at, from, to, least) >= least) {
        return true;
      }
    }
    return false;
  }

  private long runAround(long at, long from, long to, long enough) throws IOException {
    long start = at;
    while (start > from && at - start < enough) {
      int step = (int) Math.min(STEP, start - from);
      ByteBuffer before = bytes.at(start - step, step);
      int zeros = 0;
      while (zeros < before.limit() && before.get(before.limit() - 1 - zeros) == 0) {
        zeros++;
      }
      start -= zeros;
      if (zeros < step) {
        break;
      }
    }
    long end = at;
    while (end < to && end - start < enough) {
      int step = (int) Math.min(STEP, to - end);
      ByteBuffer behind = bytes.at(end, step);
      int zeros = 0;
      while (zeros < behind.limit() && behind.get(zeros) == 0) {
        zeros++;
      }
      end += zeros;
      if (zeros < step) {
        break;
      }
    }
    return end - start;
  }

  /** Where the zeros begin that last to the end; the size if there are none. Looks back so far. */
  long endOfContent(long back) throws IOException {
    long end = bytes.size();
    long least = Math.max(0, end - back);
    while (end > least) {
      int step = (int) Math.min(STEP, end - least);
      ByteBuffer before = bytes.at(end - step, step);
      int zeros = 0;
      while (zeros < before.limit() && before.get(before.limit() - 1 - zeros) == 0) {
        zeros++;
      }
      end -= zeros;
      if (zeros < step) {
        break;
      }
    }
    return end;
  }
}
