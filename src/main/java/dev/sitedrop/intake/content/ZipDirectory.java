package dev.sitedrop.intake.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What stands at the end of a zip: the list of its entries, as it was written. */
public final class ZipDirectory {
  private static final byte[] LIST = {'P', 'K', 1, 2};
  private static final byte[] END = {'P', 'K', 5, 6};

  /** In bytes: the end with the longest comment, and what may stand behind it. */
  private static final int LONGEST_END = 128 * 1024;

  /** In bytes, for a few ten thousand entries. */
  private static final int LONGEST_LIST = 8 << 20;

  private static final int LOOKED_AT = 16;

  private ZipDirectory() {}

  /**
   * One entry of the list.
   *
   * @param name as its bytes are written
   * @param utf8 whether these are said to be UTF-8
   * @param unicode the name by Info-ZIP's extra field; null if there is none
   * @param encrypted whether it asks for a password
   * @param at where it begins
   */
  public record Entry(byte[] name, boolean utf8, String unicode, boolean encrypted, long at) {}

  private record Place(long list, long length, int count, long before) {}

  /**
   * The entries in their order; empty if there is no list that can be read.
   *
   * @throws IOException if the file cannot be read
   */
  public static List<Entry> entries(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      Bytes bytes = Bytes.of(channel);
      Place place = place(bytes, new Zeros(bytes, 0));
      return place == null ? List.of() : entries(bytes, place);
    }
  }

  static Completeness end(Bytes bytes, Zeros zeros) throws IOException {
    Place place = place(bytes, zeros);
    if (place == null) {
      return Completeness.cutOff("zip");
    }
    List<Entry> entries = entries(bytes, place);
    for (int n = 0; n < Math.min(LOOKED_AT, entries.size()); n++) {
      long at = entries.get((int) ((long) n * entries.size() / LOOKED_AT)).at();
      if (at < bytes.size() && Zeros.isAll(bytes.at(at, 4))) {
        return Completeness.GAPS;
      }
    }
    return Completeness.complete(
        zeros.runsBetween(0, place.list(), Zeros.suspicious(bytes.size())));
  }

  /** Null if there is none. */
  private static Place place(Bytes bytes, Zeros zeros) throws IOException {
    long size = zeros.endOfContent(bytes.size());
    // an end without a comment has zeros as its last bytes
    long last = Math.min(bytes.size(), size + 22);
    long from = Math.max(0, last - LONGEST_END);
    ByteBuffer tail = bytes.at(from, (int) (last - from), ByteOrder.LITTLE_ENDIAN);
    for (int at = tail.limit() - 22; at >= 0; at--) {
      if (is(END, tail, at)) {
        long length = tail.getInt(at + 12) & 0xFFFF_FFFFL;
        long said = tail.getInt(at + 16) & 0xFFFF_FFFFL;
        int count = tail.getShort(at + 10) & 0xFFFF;
        OptionalLong list = list(bytes, from + at, length, said, count);
        if (list.isPresent()) {
          return new Place(list.getAsLong(), length, count, list.getAsLong() - said);
        }
      }
    }
    return null;
  }

  /** Where the list begins: before the end, or, in a file of more than 4 GB, anywhere. */
  private static OptionalLong list(Bytes bytes, long end, long length, long said, int count)
      throws IOException {
    if (length == 0xFFFF_FFFFL || said == 0xFFFF_FFFFL || count == 0xFFFF) {
      return OptionalLong.of(Math.min(said, end));
    }
    long at = end - length;
    boolean isThere = at >= 0 && (count == 0 || is(LIST, bytes.at(at, 4), 0));
    return isThere ? OptionalLong.of(at) : OptionalLong.empty();
  }

  private static boolean is(byte[] mark, ByteBuffer bytes, int at) {
    for (int i = 0; i < mark.length; i++) {
      if (at + i >= bytes.limit() || bytes.get(at + i) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static List<Entry> entries(Bytes bytes, Place place) throws IOException {
    List<Entry> found = new ArrayList<>();
    ByteBuffer list =
        bytes.at(
            place.list(), (int) Math.min(LONGEST_LIST, place.length()), ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at + 46 <= list.limit() && is(LIST, list, at)) {
      int flags = list.getShort(at + 8);
      int name = list.getShort(at + 28) & 0xFFFF;
      int extra = list.getShort(at + 30) & 0xFFFF;
      int comment = list.getShort(at + 32) & 0xFFFF;
      if (at + 46 + name + extra > list.limit()) {
        break;
      }
      byte[] written = new byte[name];
      list.get(at + 46, written);
      found.add(
          new Entry(
              written,
              (flags & 0x800) != 0,
              ZipNames.unicode(list.slice(at + 46 + name, extra), written),
              (flags & 1) != 0,
              place.before() + (list.getInt(at + 42) & 0xFFFF_FFFFL)));
      at += 46 + name + extra + comment;
    }
    return found;
  }
}
