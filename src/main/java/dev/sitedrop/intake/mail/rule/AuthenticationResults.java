package dev.sitedrop.intake.mail.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receiving server found out about who sent a mail (RFC 8601). Anybody can write such a
 * header into his mail, so only the topmost one that bears the name of the trusted server counts.
 */
final class AuthenticationResults {
  private static final Pattern RESULT = Pattern.compile("^\\s*([a-z0-9-]+)\\s*=\\s*([a-z]+)");
  private static final Pattern DKIM_DOMAIN = Pattern.compile("header\\.[di]\\s*=\\s*(\\S+)");
  private static final Pattern SPF_DOMAIN = Pattern.compile("smtp\\.mailfrom\\s*=\\s*(\\S+)");

  /** Stands for the servers of Microsoft 365, which leave their name out. */
  private static final String MICROSOFT_365 = "microsoft-365";

  /** What a server says that found no DMARC record, or guessed what one might say. */
  private static final Set<String> NO_DMARC = Set.of("none", "bestguesspass");

  private AuthenticationResults() {}

  /**
   * Why the sender's domain is not proved; empty if it is: by DMARC, or by DKIM or SPF for the very
   * domain of the From address where the server does not look at DMARC.
   *
   * @param headers all of the mail, topmost first
   * @param server the authserv-id that is trusted, or {@code microsoft-365}
   * @param domain of the From address, lower case
   */
  static Optional<String> doubt(List<String> headers, String server, String domain) {
    if (server.equalsIgnoreCase(MICROSOFT_365)) {
      return doubtOfMicrosoft(headers, domain);
    }
    for (String header : headers) {
      PlainText text = PlainText.of(header);
      String[] parts = text.parts();
      String authority = parts[0].strip().split("\\s+")[0];
      if (authority.equalsIgnoreCase(server)) {
        return text.isWhole() ? doubtIn(parts, 1, domain) : unreadable(server);
      }
    }
    return Optional.of(server + " has not checked it");
  }

  /** It calls such headers of others otherwise, and puts its own on top: without a name. */
  private static Optional<String> doubtOfMicrosoft(List<String> headers, String domain) {
    PlainText text = PlainText.of(headers.isEmpty() ? "" : headers.get(0));
    String[] parts = text.parts();
    if (!parts[0].contains("=")) {
      return Optional.of("Microsoft 365 has not checked it");
    }
    return text.isWhole() ? doubtIn(parts, 0, domain) : unreadable("Microsoft 365");
  }

  /** What stands behind the place where it cannot be read might say the contrary. */
  private static Optional<String> unreadable(String server) {
    return Optional.of("what " + server + " has found out about it cannot be read");
  }

  private static Optional<String> doubtIn(String[] parts, int first, String domain) {
    boolean proved = false;
    for (int i = first; i < parts.length; i++) {
      Matcher result = RESULT.matcher(parts[i]);
      if (!result.find()) {
        continue;
      }
      String method = result.group(1);
      boolean passed = result.group(2).equals("pass");
      if (method.equals("dmarc") && !NO_DMARC.contains(result.group(2))) {
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
}
