package dev.sitedrop.intake.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a camera's sensor saw, in the format of its maker: most look like TIFF at first. */
final class RawPhoto {
  static final String TYPE = "image/x-raw";
  private static final int MAKE = 0x010F;
  private static final int SUB_DIRECTORIES = 0x014A;
  private static final int PHOTOMETRIC = 0x0106;
  private static final int DNG_VERSION = 0xC612;
  private static final int COLOUR_FILTER = 32803;
  private static final int LINEAR = 34892;
  private static final int MOST_ENTRIES = 500;

  private RawPhoto() {}

  /**
   * The content type; empty if it is no such photo.
   *
   * @param byName what the name says; formats alike in their bytes are told apart by it
   */
  static Optional<String> type(byte[] head, String byName) {
    boolean named = isType(byName);
    return isOne(head, named) ? Optional.of(named ? byName : TYPE) : Optional.empty();
  }

  /** Whether this content type is one of them. */
  static boolean isType(String contentType) {
    return contentType.startsWith(TYPE) || contentType.startsWith("image/x-canon");
  }

  private static boolean isOne(byte[] head, boolean named) {
    String start = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
    if (start.matches("(?s)(FUJIFILMCCD-RAW|FOVb|\0MRM|IIRO|IIRS|MMOR|IIU\0).*")
        || start.startsWith("HEAPCCDR", 6)
        || start.startsWith("CR", 8) && start.startsWith("II*\0")) {
      return true;
    }
    return start.matches("(?s)(II\\*\0|MM\0\\*).*") && (named || hasSensorData(head));
  }

  private static boolean hasSensorData(byte[] head) {
    ByteBuffer bytes =
        ByteBuffer.wrap(head)
            .order(head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = head.length < 8 ? head.length : bytes.getInt(4) & 0xFFFF_FFFFL;
    if (directory + 2 > head.length) {
      return false;
    }
    int count = Math.min(MOST_ENTRIES, bytes.getShort((int) directory) & 0xFFFF);
    Set<Integer> tags = new HashSet<>();
    for (int n = 0; n < count && directory + 14 + 12L * n <= head.length; n++) {
      int entry = (int) directory + 2 + 12 * n;
      int tag = bytes.getShort(entry) & 0xFFFF;
      tags.add(tag);
      int kind = bytes.getShort(entry + 8) & 0xFFFF;
      if (tag == PHOTOMETRIC && (kind == COLOUR_FILTER || kind == LINEAR)) {
        return true;
      }
    }
    return tags.contains(DNG_VERSION) || tags.contains(MAKE) && tags.contains(SUB_DIRECTORIES);
  }
}
