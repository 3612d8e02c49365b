package dev.sitedrop.intake.mail.rule;

import java.util.Locale;

/**
 * A structured header (RFC 5322) in lower case, without comments and quotes: both could hide a
 * semicolon. It is read in one pass, for strangers write headers of any length.
 *
 * @param text up to where it cannot be read
 * @param isWhole whether all of it can: each comment and quoted string is closed, and it is not
 *     longer than any that a server writes
 */
record PlainText(String text, boolean isWhole) {
  /** In characters; a server that has checked a dozen signatures writes some thousand. */
  private static final int LONGEST = 100_000;

  static PlainText of(String header) {
    StringBuilder plain = new StringBuilder();
    int end = Math.min(LONGEST, header.length());
    int depth = 0; // of comments, which nest
    boolean isQuoted = false;
    for (int i = 0; i < end; i++) {
      char c = header.charAt(i);
      boolean isEscaped = c == '\\' && (depth > 0 || isQuoted) && i + 1 < end;
      if (isEscaped) {
        c = header.charAt(++i);
      }
      if (depth > 0) {
        depth += isEscaped ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      } else if (c == '"' && !isEscaped) {
        isQuoted = !isQuoted;
      } else if (isQuoted) {
        plain.append(isSpecial(c) ? '_' : c);
      } else if (c == '(') {
        depth = 1;
        plain.append(' ');
      } else {
        plain.append(c);
      }
    }
    boolean isWhole = depth == 0 && !isQuoted && end == header.length();
    return new PlainText(plain.toString().toLowerCase(Locale.ROOT), isWhole);
  }

  private static boolean isSpecial(char c) {
    return ";()=".indexOf(c) >= 0 || Character.isWhitespace(c);
  }

  /** What semicolons separate; there is one part at least. */
  String[] parts() {
    return text.split(";", -1);
  }
}
