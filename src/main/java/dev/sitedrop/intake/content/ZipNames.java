package dev.sitedrop.intake.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The names of a zip's entries. Those that are not said to be UTF-8 are in whatever charset the
 * sender's program had: one is taken for all of them, by what it makes of them.
 */
public final class ZipNames {
  private static final int UNICODE_PATH = 0x7075;

  /** Windows Explorer writes CP437 or CP850; other programs of Windows, Windows-1252. */
  private static final List<Charset> CHARSETS =
      List.of(
          Charset.forName("IBM437"), Charset.forName("IBM850"), Charset.forName("windows-1252"));

  private ZipNames() {}

  /** The names in the same order. */
  public static List<String> of(List<ZipDirectory.Entry> entries) {
    List<byte[]> unknown =
        entries.stream()
            .filter(entry -> entry.unicode() == null && !entry.utf8())
            .map(ZipDirectory.Entry::name)
            .toList();
    Charset charset = mostPlausible(unknown);
    return entries.stream()
        .map(
            entry ->
                entry.unicode() != null
                    ? entry.unicode()
                    : new String(entry.name(), entry.utf8() ? StandardCharsets.UTF_8 : charset))
        .toList();
  }

  private static Charset mostPlausible(List<byte[]> names) {
    if (names.stream().allMatch(ZipNames::isUtf8)) {
      return StandardCharsets.UTF_8; // said or not: nothing else looks like it
    }
    Charset best = CHARSETS.get(0);
    int least = Integer.MAX_VALUE;
    for (Charset charset : CHARSETS) {
      int odd = names.stream().mapToInt(name -> oddIn(new String(name, charset))).sum();
      if (odd < least) {
        best = charset;
        least = odd;
      }
    }
    return best;
  }

  private static boolean isUtf8(byte[] name) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
      return true;
    } catch (CharacterCodingException other) {
      return false;
    }
  }

  /** How little it looks like what people call their files. */
  private static int oddIn(String name) {
    int odd = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 128) {
        continue;
      }
      boolean betweenSmall =
          i > 0 && Character.isLowerCase(name.charAt(i - 1)) && Character.isUpperCase(c);
      if (Character.isLowerCase(c) && "ƒßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšž".indexOf(c) > 0) {
        odd += 0;
      } else if (Character.isUpperCase(c) && "ÄÖÜÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝŒŠŽ".indexOf(c) >= 0) {
        odd += betweenSmall ? 4 : 1;
      } else if ("–—’‘“”„°§€²³µ·«»".indexOf(c) >= 0) {
        odd += 2;
      } else {
        odd += 8;
      }
    }
    return odd;
  }

  /** The name that Info-ZIP adds, if it was made for the name as it stands there; null if not. */
  static String unicode(ByteBuffer extra, byte[] name) {
    ByteBuffer fields = extra.order(ByteOrder.LITTLE_ENDIAN);
    while (fields.remaining() >= 4) {
      int kind = fields.getShort() & 0xFFFF;
      int length = Math.min(fields.getShort() & 0xFFFF, fields.remaining());
      if (kind == UNICODE_PATH && length > 5) {
        fields.get();
        CRC32 ofName = new CRC32();
        ofName.update(name);
        boolean fits = (fields.getInt() & 0xFFFF_FFFFL) == ofName.getValue();
        byte[] text = new byte[length - 5];
        fields.get(text);
        if (fits && isUtf8(text)) {
          return new String(text, StandardCharsets.UTF_8);
        }
      } else {
        fields.position(fields.position() + length);
      }
    }
    return null;
  }
}
