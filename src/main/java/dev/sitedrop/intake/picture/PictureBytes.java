package dev.sitedrop.intake.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes of a file, of which only those that are asked for are read. How many may be read, and
 * how often, is limited: the file may be made to keep its reader busy.
 */
public final class PictureBytes {
  private static final int BLOCK = 16 * 1024;
  private static final int MOST_READS = 64;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int LARGEST = 4 * 1024 * 1024;

  private final byte[] head;
  private final long size;
  private final Beyond beyond;
  private final Map<Long, byte[]> blocks = new HashMap<>();
  private int reads;
  private long read;
  private IOException trouble;

  /**
   * @param head the first bytes, which are there already
   * @param size of the whole file
   * @param beyond reads the others
   */
  public PictureBytes(byte[] head, long size, Beyond beyond) {
    this.head = head;
    this.size = size;
    this.beyond = beyond;
  }

  /** Reads bytes that lie anywhere in the file. */
  @FunctionalInterface
  public interface Beyond {
    /** The bytes from an offset on; fewer only if the file ends before. */
    byte[] read(long offset, int length) throws IOException;
  }

  /** These bytes are not there, or too many were read already. */
  static final class OutOfReach extends IOException {
    private static final long serialVersionUID = 1;

    OutOfReach(String message) {
      super(message);
    }
  }

  long size() {
    return size;
  }

  boolean has(long offset, long length) {
    return offset >= 0 && length >= 0 && offset <= size - length;
  }

  /**
   * A run of bytes, all of it.
   *
   * @throws OutOfReach if they are not there, or too many
   */
  byte[] get(long offset, long length) throws IOException {
    if (!has(offset, length) || length > LARGEST) {
      throw new OutOfReach("no such bytes");
    }
    int wanted = (int) length;
    if (offset + wanted <= head.length) {
      return Arrays.copyOfRange(head, (int) offset, (int) offset + wanted);
    }
    if (wanted > BLOCK) {
      return whole(fetch(offset, wanted), wanted);
    }
    byte[] bytes = new byte[wanted];
    for (int done = 0; done < wanted; ) {
      long block = (offset + done) / BLOCK;
      byte[] from = blocks.get(block);
      if (from == null) {
        from = fetch(block * BLOCK, (int) Math.min(BLOCK, size - block * BLOCK));
        blocks.put(block, from);
      }
      int start = (int) (offset + done - block * BLOCK);
      int run = Math.min(wanted - done, from.length - start);
      if (run <= 0) {
        throw new OutOfReach("the file is shorter than it was said to be");
      }
      System.arraycopy(from, start, bytes, done, run);
      done += run;
    }
    return bytes;
  }

  /** What kept it from reading, other than the file itself; null if nothing did. */
  IOException trouble() {
    return trouble;
  }

  private byte[] fetch(long offset, int length) throws IOException {
    if (reads++ >= MOST_READS || read + length > MOST_BYTES) {
      throw new OutOfReach("too much to read");
    }
    read += length;
    try {
      return beyond.read(offset, length);
    } catch (IOException e) {
      trouble = e;
      throw e;
    }
  }

  private static byte[] whole(byte[] bytes, int wanted) throws OutOfReach {
    if (bytes.length < wanted) {
      throw new OutOfReach("the file is shorter than it was said to be");
    }
    return bytes;
  }
}
