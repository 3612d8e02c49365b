package dev.sitedrop.intake.mail.letter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header with parameters, such as Content-Type, as programs really write it: unquoted with
 * blanks, in raw bytes, with encoded words (RFC 2047), in pieces and with a charset (RFC 2231).
 *
 * @param value what stands before the parameters, lower case
 * @param parameters as written, by name in lower case; of two of one name the first
 */
record HeaderParameters(String value, Map<String, String> parameters) {
  /** In characters. */
  private static final int LONGEST = 65_536;

  private static final Pattern PIECE = Pattern.compile("\\*(\\d{1,3})(\\*?)|(\\*)");
  private static final Pattern MISPLACED =
      Pattern.compile(
          "(?i)(utf-8|us-ascii|iso-8859-\\d+|windows-\\d+)'[a-z-]*'(.*%.*)", Pattern.DOTALL);
  private static final Pattern EXTENDED =
      Pattern.compile("([A-Za-z0-9_.:()+-]*)'([A-Za-z0-9-]*)'(.*)", Pattern.DOTALL);

  /** Of a header whose characters may be bytes. */
  static HeaderParameters of(String header) {
    String shortened = header.substring(0, Math.min(header.length(), LONGEST));
    String line = shortened.replaceAll("[\\r\\n]+[ \\t]*", " ");
    int at = line.indexOf(';');
    String value = (at < 0 ? line : line.substring(0, at)).strip().toLowerCase(Locale.ROOT);
    Map<String, String> found = new LinkedHashMap<>();
    while (at >= 0 && at < line.length()) {
      while (at < line.length() && (line.charAt(at) == ';' || line.charAt(at) <= ' ')) {
        at++;
      }
      int equals = line.indexOf('=', at);
      int next = line.indexOf(';', at);
      if (equals < 0) {
        break;
      }
      if (next >= 0 && next < equals) {
        at = next;
        continue;
      }
      String name = line.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      int from = equals + 1;
      while (from < line.length() && line.charAt(from) <= ' ') {
        from++;
      }
      StringBuilder said = new StringBuilder();
      at =
          from < line.length() && line.charAt(from) == '"'
              ? quoted(line, from + 1, said)
              : bare(line, from, said);
      found.putIfAbsent(name, said.toString());
    }
    return new HeaderParameters(value, found);
  }

  private static int bare(String line, int from, StringBuilder said) {
    int end = line.indexOf(';', from);
    end = end < 0 ? line.length() : end;
    said.append(line.substring(from, end).strip());
    return end;
  }

  /** A quote within is one that neither the end nor a semicolon follows. */
  private static int quoted(String line, int from, StringBuilder said) {
    int at = from;
    for (; at < line.length(); at++) {
      char c = line.charAt(at);
      char after = at + 1 < line.length() ? line.charAt(at + 1) : 0;
      if (c == '\\' && (after == '"' || after == '\\')) {
        said.append(after);
        at++;
      } else if (c == '"' && isEnd(line, at + 1)) {
        break;
      } else {
        said.append(c);
      }
    }
    int end = line.indexOf(';', at);
    return end < 0 ? line.length() : end;
  }

  private static boolean isEnd(String line, int at) {
    int next = at;
    while (next < line.length() && line.charAt(next) <= ' ') {
      next++;
    }
    return next == line.length()
        || line.charAt(next) == ';'
        || line.substring(next).matches("[A-Za-z0-9*-]+=.*"); // its semicolon was forgotten
  }

  /** One parameter, decoded; empty if there is none. */
  String get(String name) {
    String extended = extended(name);
    String said = extended != null ? extended : parameters.getOrDefault(name, "");
    Matcher misplaced = MISPLACED.matcher(said);
    if (extended == null && misplaced.matches()) {
      return TextCharset.decode(unescaped(misplaced.group(2)), misplaced.group(1)).strip();
    }
    if (extended != null && !said.contains("=?")) {
      return said.strip();
    }
    // blanks between encoded words are none, and what is quoted may be folded without any
    return HeaderText.decode(said.replaceAll("\\?=\\s*=\\?", "?= =?")).strip();
  }

  /** RFC 2231; null if it is not written so. */
  private String extended(String name) {
    TreeMap<Integer, String> pieces = new TreeMap<>();
    TreeMap<Integer, Boolean> escaped = new TreeMap<>();
    for (Map.Entry<String, String> one : parameters.entrySet()) {
      if (!one.getKey().startsWith(name + "*")) {
        continue;
      }
      Matcher piece = PIECE.matcher(one.getKey().substring(name.length()));
      if (piece.matches()) {
        int number = piece.group(1) == null ? 0 : Integer.parseInt(piece.group(1));
        boolean isEscaped = piece.group(1) == null || !piece.group(2).isEmpty();
        pieces.putIfAbsent(number, one.getValue());
        escaped.putIfAbsent(number, isEscaped);
      }
    }
    if (pieces.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String charset = null;
    for (Map.Entry<Integer, String> piece : pieces.entrySet()) {
      String said = piece.getValue();
      if (piece.getKey().equals(pieces.firstKey()) && escaped.get(piece.getKey())) {
        Matcher start = EXTENDED.matcher(said);
        if (start.matches()) {
          charset = start.group(1);
          said = start.group(3);
        }
      }
      bytes.writeBytes(escaped.get(piece.getKey()) ? unescaped(said) : bytes(said));
    }
    return decoded(bytes.toByteArray(), charset);
  }

  /** Raw bytes in it are of no charset but their own. */
  private static String decoded(byte[] bytes, String charset) {
    String text = TextCharset.decode(bytes, charset);
    return text.indexOf('\uFFFD') >= 0 ? TextCharset.guess(bytes) : text;
  }

  private static byte[] bytes(String text) {
    boolean isBytes = text.chars().allMatch(c -> c <= 0xFF);
    return text.getBytes(isBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** What stands in percent codes. */
  static byte[] unescaped(String text) {
    byte[] said = bytes(text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(said.length);
    for (int i = 0; i < said.length; i++) {
      int high = i + 2 < said.length ? Character.digit(said[i + 1], 16) : -1;
      int low = i + 2 < said.length ? Character.digit(said[i + 2], 16) : -1;
      if (said[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(said[i]);
      }
    }
    return bytes.toByteArray();
  }
}
