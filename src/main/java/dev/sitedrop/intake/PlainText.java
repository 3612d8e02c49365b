package dev.sitedrop.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What somebody wrote with a simple editor, in whichever encoding it saves. */
final class PlainText {
  /** Windows' own in western Europe and America, called ANSI there. */
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** No western word is written so: it is of another encoding, read as this one. */
  private static final Pattern OTHER_LETTERS = Pattern.compile("[^\\x00-\\x7F]{3}");

  private static final char MARK = '\uFEFF';

  private PlainText() {}

  /**
   * @throws RefusedDrop if it would be read as other letters, and nobody would notice
   */
  static String of(byte[] bytes, String name) {
    for (Charset charset : List.of(likely(bytes), StandardCharsets.UTF_8, WINDOWS)) {
      try {
        String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (charset != WINDOWS || !OTHER_LETTERS.matcher(text).find()) {
          return text.replace(String.valueOf(MARK), "");
        }
      } catch (CharacterCodingException another) {
        // the next one, then
      }
    }
    throw new RefusedDrop(name + " is not UTF-8 text. Save it with the encoding UTF-8.");
  }

  /** By its mark; else by where the zeros of plain letters stand. */
  private static Charset likely(byte[] bytes) {
    if (bytes.length < 2 || bytes.length % 2 != 0) {
      return StandardCharsets.UTF_8;
    }
    int first = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    if (first == MARK || bytes[0] == 0 && bytes[1] != 0) {
      return StandardCharsets.UTF_16BE;
    }
    if (first == 0xFFFE || bytes[1] == 0 && bytes[0] != 0) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }
}
