package dev.sitedrop.intake.mail.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receiving server found out about who sent a mail (RFC 8601). Anybody can write such a
 * header into his mail, so only the topmost one that bears the name of the trusted server counts.
 */
final class AuthenticationResults {
  private static final Pattern COMMENT = Pattern.compile("\\((?:[^()\\\\]|\\\\.)*\\)");
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern RESULT = Pattern.compile("^\\s*([a-z0-9-]+)\\s*=\\s*([a-z]+)");
  private static final Pattern DKIM_DOMAIN = Pattern.compile("header\\.[di]\\s*=\\s*(\\S+)");
  private static final Pattern SPF_DOMAIN = Pattern.compile("smtp\\.mailfrom\\s*=\\s*(\\S+)");

  private AuthenticationResults() {}

  /**
   * Why the sender's domain is not proved; empty if it is: by DMARC, or by DKIM or SPF for the very
   * domain of the From address where the server does not look at DMARC.
   *
   * @param headers all of the mail, topmost first
   * @param server the authserv-id that is trusted
   * @param domain of the From address, lower case
   */
  static Optional<String> doubt(List<String> headers, String server, String domain) {
    for (String header : headers) {
      String[] parts = plain(header).split(";");
      String authority = parts[0].strip().split("\\s+")[0];
      if (authority.equalsIgnoreCase(server)) {
        return doubtIn(parts, domain);
      }
    }
    return Optional.of(server + " has not checked it");
  }

  private static Optional<String> doubtIn(String[] parts, String domain) {
    boolean proved = false;
    for (int i = 1; i < parts.length; i++) {
      Matcher result = RESULT.matcher(parts[i]);
      if (!result.find()) {
        continue;
      }
      String method = result.group(1);
      boolean passed = result.group(2).equals("pass");
      if (method.equals("dmarc") && !result.group(2).equals("none")) {
        return passed ? Optional.empty() : Optional.of("its DMARC result is " + result.group(2));
      }
      proved |= passed && method.equals("dkim") && domain.equals(domain(DKIM_DOMAIN, parts[i]));
      proved |= passed && method.equals("spf") && domain.equals(domain(SPF_DOMAIN, parts[i]));
    }
    return proved
        ? Optional.empty()
        : Optional.of("neither DMARC nor DKIM or SPF proves that it comes from " + domain);
  }

  private static String domain(Pattern property, String part) {
    Matcher found = property.matcher(part);
    return found.find() ? found.group(1).substring(found.group(1).lastIndexOf('@') + 1) : "";
  }

  /** Lower case, without comments and quotes: both could hide a semicolon. */
  private static String plain(String header) {
    String text = QUOTED.matcher(header).replaceAll(found -> quotedSafely(found.group(1)));
    String before;
    do {
      before = text;
      text = COMMENT.matcher(text).replaceAll(" ");
    } while (!text.equals(before));
    return text.toLowerCase(Locale.ROOT);
  }

  private static String quotedSafely(String quoted) {
    return Matcher.quoteReplacement(quoted.replaceAll("[;()=\\s]", "_"));
  }
}
