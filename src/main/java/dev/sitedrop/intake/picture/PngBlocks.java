package dev.sitedrop.intake.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/** The chunks before and behind a PNG's picture. */
final class PngBlocks {
  private static final int SIGNATURE = 8;

  /** In bytes: a chunk's length, type and check sum. */
  private static final int FRAME = 12;

  private static final int MOST_CHUNKS = 2000;
  private static final int MOST_JUMPS = 16;
  private static final int TAIL = 256 * 1024;
  private static final int LARGEST_TEXT = 1024 * 1024;
  private static final Set<String> WANTED = Set.of("eXIf", "iTXt", "tEXt", "zTXt", "tIME");

  private final PictureBytes file;
  private final Blocks found;

  private PngBlocks(PictureBytes file, Blocks found) {
    this.file = file;
    this.found = found;
  }

  static void find(PictureBytes file, Blocks found) throws IOException {
    new PngBlocks(file, found).walk();
  }

  /**
   * A picture is often cut into thousands of chunks, which stand one behind the other. What comes
   * after them is looked for from the end.
   */
  private void walk() throws IOException {
    long at = SIGNATURE;
    int ofPicture = 0;
    for (int i = 0; i < MOST_CHUNKS && file.has(at, FRAME); i++) {
      ByteBuffer frame = ByteBuffer.wrap(file.get(at, 8));
      long length = frame.getInt() & 0xFFFFFFFFL;
      String type = type(frame);
      if (type.equals("IEND")) {
        return;
      }
      take(type, at + 8, length);
      at += length + FRAME;
      if (type.equals("IDAT") && ++ofPicture > MOST_JUMPS && file.size() - at > TAIL) {
        at = firstOfTheLast();
      }
    }
  }

  /** Where the first chunk begins from which chunk follows on chunk up to the end. */
  private long firstOfTheLast() throws IOException {
    long start = file.size() - TAIL;
    byte[] tail = file.get(start, TAIL);
    ByteBuffer bytes = ByteBuffer.wrap(tail);
    boolean[] leadsToTheEnd = new boolean[TAIL + 1];
    int first = TAIL;
    for (int i = TAIL - FRAME; i >= 0; i--) {
      long next = i + FRAME + (bytes.getInt(i) & 0xFFFFFFFFL);
      boolean isEnd = tail[i + 4] == 'I' && tail[i + 5] == 'E' && tail[i + 6] == 'N';
      leadsToTheEnd[i] =
          isLetters(tail, i + 4)
              && (isEnd ? bytes.getInt(i) == 0 : next < TAIL && leadsToTheEnd[(int) next]);
      if (leadsToTheEnd[i]) {
        first = i;
      }
    }
    return start + first;
  }

  private static boolean isLetters(byte[] bytes, int at) {
    for (int i = at; i < at + 4; i++) {
      int lower = bytes[i] | 0x20;
      if (lower < 'a' || lower > 'z') {
        return false;
      }
    }
    return true;
  }

  private static String type(ByteBuffer frame) {
    byte[] type = new byte[4];
    frame.get(type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }

  private void take(String type, long at, long length) throws IOException {
    if (!WANTED.contains(type)) {
      return;
    }
    byte[] data = file.get(at, length);
    switch (type) {
      case "eXIf" -> found.addExif(data);
      case "tIME" -> modified(data);
      default -> text(type, data);
    }
  }

  private void modified(byte[] data) {
    if (data.length == 7) {
      ByteBuffer time = ByteBuffer.wrap(data);
      try {
        found.wasModified(
            LocalDateTime.of(
                time.getShort(), time.get(), time.get(), time.get(), time.get(), time.get()));
      } catch (DateTimeException noSuchTime) {
        // as if there were none
      }
    }
  }

  private void text(String type, byte[] data) throws IOException {
    int end = zero(data, 0);
    String keyword = new String(data, 0, end, StandardCharsets.ISO_8859_1);
    byte[] text =
        switch (type) {
          case "tEXt" -> from(data, end + 1);
          case "zTXt" -> inflated(from(data, end + 2));
          default -> international(data, end);
        };
    switch (keyword.toLowerCase(Locale.ROOT)) {
      case "xml:com.adobe.xmp" -> found.addXmp(text);
      case "raw profile type exif" -> found.addExif(raw(text));
      case "raw profile type xmp" -> found.addXmp(raw(text));
      case "raw profile type iptc" -> found.addPhotoshop(raw(text));
      case "raw profile type app1" -> app1(raw(text));
      case "creation time", "exif:datetimeoriginal" ->
          found.addCreationTime(new String(text, StandardCharsets.UTF_8));
      default -> {} // a title, a program, a comment
    }
  }

  private void app1(byte[] profile) {
    String start = new String(profile, 0, Math.min(8, profile.length), StandardCharsets.ISO_8859_1);
    if (start.startsWith("http:")) {
      found.addXmp(from(profile, zero(profile, 0) + 1));
    } else {
      found.addExif(profile);
    }
  }

  private static byte[] international(byte[] data, int end) throws IOException {
    boolean isCompressed = end + 1 < data.length && data[end + 1] == 1;
    int language = zero(data, end + 3);
    byte[] text = from(data, zero(data, language + 1) + 1);
    return isCompressed ? inflated(text) : text;
  }

  /** ImageMagick writes a profile as a name, a length, and hex digits. */
  private static byte[] raw(byte[] text) {
    String[] words = new String(text, StandardCharsets.ISO_8859_1).strip().split("\\s+", 3);
    if (words.length < 3) {
      return new byte[0];
    }
    String hex = words[2].replaceAll("\\s", "");
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException noHex) {
      return new byte[0];
    }
  }

  private static byte[] inflated(byte[] data) throws IOException {
    return new InflaterInputStream(new ByteArrayInputStream(data)).readNBytes(LARGEST_TEXT);
  }

  private static int zero(byte[] data, int from) {
    int at = Math.min(from, data.length);
    while (at < data.length && data[at] != 0) {
      at++;
    }
    return at;
  }

  private static byte[] from(byte[] data, int start) {
    return Arrays.copyOfRange(data, Math.min(start, data.length), data.length);
  }
}
