package dev.sitedrop.intake.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The items of a HEIC or AVIF picture that are metadata: boxes by ISO 14496-12 and 23008-12. */
final class HeifBlocks {
  private static final int MOST_BOXES = 200;
  private static final int MOST_ITEMS = 10_000;
  private static final int LARGEST = 4 * 1024 * 1024;

  private final PictureBytes file;
  private final Blocks found;

  private HeifBlocks(PictureBytes file, Blocks found) {
    this.file = file;
    this.found = found;
  }

  /**
   * @param start of its contents
   * @param end of its contents
   */
  private record Box(String type, long start, long end) {}

  private enum Kind {
    EXIF,
    XMP
  }

  static void find(PictureBytes file, Blocks found) throws IOException {
    HeifBlocks blocks = new HeifBlocks(file, found);
    long at = 0;
    for (int i = 0; i < MOST_BOXES && file.has(at, 8); i++) {
      Box box = blocks.box(at, file.size());
      if (box.type().equals("meta")) {
        blocks.meta(box);
        return;
      }
      at = box.end();
    }
  }

  private Box box(long at, long outerEnd) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(file.get(at, 8));
    long length = header.getInt() & 0xFFFFFFFFL;
    byte[] type = new byte[4];
    header.get(type);
    long start = at + 8;
    if (length == 1) {
      length = ByteBuffer.wrap(file.get(at + 8, 8)).getLong();
      start += 8;
    } else if (length == 0) {
      length = outerEnd - at;
    }
    if (length < start - at || length > outerEnd - at) {
      throw new PictureBytes.OutOfReach("a box does not fit");
    }
    return new Box(new String(type, StandardCharsets.ISO_8859_1), start, at + length);
  }

  private void meta(Box meta) throws IOException {
    Map<String, Box> inside = new HashMap<>();
    long at = meta.start() + 4;
    for (int i = 0; i < MOST_BOXES && meta.end() - at >= 8; i++) {
      Box box = box(at, meta.end());
      inside.putIfAbsent(box.type(), box);
      at = box.end();
    }
    if (!inside.containsKey("iinf") || !inside.containsKey("iloc")) {
      return;
    }
    try {
      Map<Long, Kind> items = items(inside.get("iinf"));
      if (!items.isEmpty()) {
        take(items, ByteBuffer.wrap(bytes(inside.get("iloc"))), inside.get("idat"));
      }
    } catch (BufferUnderflowException damaged) {
      throw new PictureBytes.OutOfReach("a box ends too early");
    }
  }

  private byte[] bytes(Box box) throws IOException {
    return file.get(box.start(), box.end() - box.start());
  }

  /** Which items are metadata. */
  private Map<Long, Kind> items(Box iinf) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(iinf));
    int version = bytes.getInt() >>> 24;
    long count = version == 0 ? bytes.getShort() & 0xFFFF : bytes.getInt() & 0xFFFFFFFFL;
    Map<Long, Kind> items = new HashMap<>();
    for (long i = 0; i < Math.min(count, MOST_ITEMS) && bytes.remaining() >= 8; i++) {
      int length = bytes.getInt();
      int type = bytes.getInt();
      if (length < 8 || length - 8 > bytes.remaining()) {
        return items;
      }
      ByteBuffer entry = bytes.slice(bytes.position(), length - 8);
      bytes.position(bytes.position() + length - 8);
      if (type == code("infe")) {
        addItem(entry, items);
      }
    }
    return items;
  }

  private static void addItem(ByteBuffer entry, Map<Long, Kind> items) {
    int version = entry.getInt() >>> 24;
    if (version < 2) {
      return; // has no type
    }
    long id = version == 2 ? entry.getShort() & 0xFFFF : entry.getInt() & 0xFFFFFFFFL;
    entry.getShort(); // its protection
    int type = entry.getInt();
    if (type == code("Exif")) {
      items.put(id, Kind.EXIF);
    } else if (type == code("mime")) {
      byte[] rest = new byte[entry.remaining()];
      entry.get(rest);
      String[] texts = new String(rest, StandardCharsets.ISO_8859_1).split("\0", -1);
      if (texts.length > 1 && texts[1].equalsIgnoreCase("application/rdf+xml")) {
        items.put(id, Kind.XMP);
      }
    }
  }

  private void take(Map<Long, Kind> items, ByteBuffer iloc, Box idat) throws IOException {
    int version = iloc.getInt() >>> 24;
    int sizes = iloc.getShort();
    int offsetSize = sizes >> 12 & 15;
    int lengthSize = sizes >> 8 & 15;
    int baseSize = sizes >> 4 & 15;
    int indexSize = version == 0 ? 0 : sizes & 15;
    long count = version < 2 ? iloc.getShort() & 0xFFFF : iloc.getInt() & 0xFFFFFFFFL;
    for (long i = 0; i < Math.min(count, MOST_ITEMS); i++) {
      long id = version < 2 ? iloc.getShort() & 0xFFFF : iloc.getInt() & 0xFFFFFFFFL;
      int method = version == 0 ? 0 : iloc.getShort() & 15;
      iloc.getShort(); // of this file, or of another one
      long base = number(iloc, baseSize);
      int extents = iloc.getShort() & 0xFFFF;
      Kind kind = method > 1 || method == 1 && idat == null ? null : items.get(id);
      ByteArrayOutputStream item = new ByteArrayOutputStream();
      for (int e = 0; e < extents; e++) {
        number(iloc, indexSize);
        long offset = base + number(iloc, offsetSize);
        long length = number(iloc, lengthSize);
        if (kind != null) {
          if (item.size() + length > LARGEST) {
            throw new PictureBytes.OutOfReach("an item is too large");
          }
          item.writeBytes(file.get(method == 1 ? idat.start() + offset : offset, length));
        }
      }
      if (kind != null) {
        take(kind, item.toByteArray());
      }
    }
  }

  private void take(Kind kind, byte[] item) {
    if (kind == Kind.XMP) {
      found.addXmp(item);
    } else if (item.length > 4) {
      long start = 4 + (ByteBuffer.wrap(item).getInt() & 0xFFFFFFFFL);
      found.addExif(Arrays.copyOfRange(item, (int) Math.min(start, item.length), item.length));
    }
  }

  private static long number(ByteBuffer bytes, int size) {
    return switch (size) {
      case 0 -> 0;
      case 4 -> bytes.getInt() & 0xFFFFFFFFL;
      case 8 -> bytes.getLong();
      default -> throw new BufferUnderflowException();
    };
  }

  private static int code(String type) {
    return ByteBuffer.wrap(type.getBytes(StandardCharsets.ISO_8859_1)).getInt();
  }
}
