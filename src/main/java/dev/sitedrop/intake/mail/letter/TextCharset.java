package dev.sitedrop.intake.mail.letter;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;

/** Reads bytes as text, in whatever charset they are or claim to be. */
final class TextCharset {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** What programs write, and the larger charset that they mean. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("x-gbk", "GB18030"),
          Map.entry("gb_2312-80", "GB18030"),
          Map.entry("hz-gb-2312", "GB18030"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("cn-big5", "Big5-HKSCS"),
          Map.entry("x-x-big5", "Big5-HKSCS"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("ks_c_5601", "x-windows-949"),
          Map.entry("ksc5601", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-8-i", "ISO-8859-8"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("koi8-ru", "KOI8-U"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("x-mac-roman", "x-MacRoman"));

  /** Programs say so without having looked. */
  private static final String SAID_BY_DEFAULT =
      "us-ascii|ascii|ansi.*|7bit|8bit|iso[-_]?8859[-_]?1|latin[-_]?1|windows-1252|cp-?1252|utf-?8"
          + "|unknown.*|x-unknown|x-user-defined|default|none|";

  private TextCharset() {}

  /**
   * @param said the charset's name, as it was written down; null if none was
   */
  static String decode(byte[] bytes, String said) {
    String name = said == null ? "" : said.replaceAll("[\"'\\s]", "").toLowerCase(Locale.ROOT);
    if (name.matches(SAID_BY_DEFAULT)) {
      return guess(bytes);
    }
    try {
      return new String(bytes, charset(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return guess(bytes);
    }
  }

  private static Charset charset(String name) {
    String meant = MEANT.getOrDefault(name, name);
    try {
      return Charset.forName(meant);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException other) {
      // "win-1251", "windows1251", "cp-1251", "iso8859_2", "utf_16"
      return Charset.forName(
          meant
              .replaceFirst("^(win|windows|cp|x-cp|ms)[-_]?(\\d{3,4})$", "windows-$2")
              .replaceFirst("^iso[-_]?8859[-_]?(\\d+).*$", "iso-8859-$1")
              .replaceFirst("^utf[-_]?(\\d+)$", "utf-$1"));
    }
  }

  /** UTF-8 where it can be that, for nothing else looks like it; else what Windows writes. */
  static String guess(byte[] bytes) {
    CharsetDecoder strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (!strict.decode(in, out, true).isError()) {
      return out.flip().toString();
    }
    String lenient = new String(bytes, StandardCharsets.UTF_8);
    long broken = lenient.chars().filter(c -> c == '\uFFFD').count();
    long good = lenient.chars().filter(c -> c > 0x7F && c != '\uFFFD').count();
    return good > broken ? lenient : new String(bytes, WINDOWS);
  }
}
