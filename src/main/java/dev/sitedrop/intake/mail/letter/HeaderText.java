package dev.sitedrop.intake.mail.letter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a header as mail programs do: encoded words (RFC 2047), though a character or a
 * Base64 group is cut between two of them, and bytes that no header may hold.
 */
final class HeaderText {
  /** The last one may have lost its end. */
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?*\\s]{1,60})(?:\\*[^?]*)?\\?([bBqQ])\\?(.*?)(?:\\?=|\\??$)");

  private HeaderText() {}

  /** Of one line, whose characters may be bytes. */
  static String decode(String value) {
    String line = value.replaceAll("[\\r\\n]+[ \\t]*", " ");
    if (!line.contains("=?")) {
      return raw(line);
    }
    StringBuilder text = new StringBuilder();
    Run run = new Run();
    Matcher word = WORD.matcher(line);
    int end = 0;
    while (word.find()) {
      String between = line.substring(end, word.start());
      boolean goesOn = end > 0 && between.isBlank();
      if (!goesOn) {
        run.writeTo(text);
        text.append(raw(between));
      }
      run.add(word.group(1), Character.toUpperCase(word.group(2).charAt(0)), word.group(3), text);
      end = word.end();
    }
    run.writeTo(text);
    return text.append(raw(line.substring(end))).toString();
  }

  /** Bytes that were read as Latin-1 are UTF-8 today, or what Windows writes. */
  static String raw(String text) {
    if (text.chars().noneMatch(c -> c > 0x7F) || text.chars().anyMatch(c -> c > 0xFF)) {
      return text;
    }
    return TextCharset.guess(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Lines of any charset, as UTF-8. */
  static byte[] utf8(byte[] lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(lines.length);
    int from = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\n' || i == lines.length - 1) {
        String line = new String(lines, from, i + 1 - from, StandardCharsets.ISO_8859_1);
        out.writeBytes(raw(line).getBytes(StandardCharsets.UTF_8));
        from = i + 1;
      }
    }
    return out.toByteArray();
  }

  /** Neighbouring words of one charset, which are one text. */
  private static final class Run {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String charset = "";
    private String openGroup = "";

    void add(String said, char encoding, String word, StringBuilder text) {
      if (!said.equalsIgnoreCase(charset)) {
        writeTo(text);
        charset = said;
      }
      if (encoding == 'B') {
        addBase64(openGroup + word.replaceAll("[^A-Za-z0-9+/=]", ""));
      } else {
        closeGroup();
        addQuoted(word);
      }
    }

    /** Some programs cut the Base64 itself. */
    private void addBase64(String said) {
      openGroup = "";
      int padding = said.indexOf('=');
      String base64 = padding < 0 ? said : said.substring(0, padding);
      int whole = padding < 0 ? base64.length() / 4 * 4 : base64.length();
      if (whole % 4 == 1) {
        whole--; // six bits are no byte
      }
      bytes.writeBytes(Base64.getDecoder().decode(base64.substring(0, whole)));
      openGroup = padding < 0 ? base64.substring(whole) : "";
    }

    private void closeGroup() {
      if (openGroup.length() > 1) {
        bytes.writeBytes(Base64.getDecoder().decode(openGroup));
      }
      openGroup = "";
    }

    private void addQuoted(String word) {
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        boolean isCode = c == '=' && i + 2 < word.length() && isHex(word, i + 1);
        if (isCode) {
          bytes.write(Integer.parseInt(word.substring(i + 1, i + 3), 16));
          i += 2;
        } else {
          bytes.writeBytes(
              String.valueOf(c == '_' ? ' ' : c)
                  .getBytes(c > 0xFF ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
        }
      }
    }

    private static boolean isHex(String word, int at) {
      return Character.digit(word.charAt(at), 16) >= 0
          && Character.digit(word.charAt(at + 1), 16) >= 0;
    }

    void writeTo(StringBuilder text) {
      closeGroup();
      text.append(TextCharset.decode(bytes.toByteArray(), charset));
      bytes.reset();
      charset = "";
    }
  }
}
