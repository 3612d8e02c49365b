package dev.sitedrop.intake.mail.rule;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may send. Nobody, unless it is said.
 *
 * @param addresses lower case
 * @param domains lower case, without the at sign; a domain does not stand for those below it
 */
public record AllowedSenders(Set<String> addresses, Set<String> domains) {
  private static final Pattern DOMAIN =
      Pattern.compile("[\\p{Alnum}\\P{ASCII}-]+(\\.[\\p{Alnum}\\P{ASCII}-]+)*");

  /**
   * Reads a list such as {@code ann@example.com, builders.example}.
   *
   * @throws IllegalArgumentException that names what is no address and no domain
   */
  public static AllowedSenders of(String said) {
    Set<String> addresses = new HashSet<>();
    Set<String> domains = new HashSet<>();
    for (String word : said.split("[,;\\s]+")) {
      String one = word.toLowerCase(Locale.ROOT);
      int at = one.lastIndexOf('@');
      boolean isPattern = one.indexOf('*') >= 0 || one.indexOf('@') != at;
      if (!one.isEmpty() && (isPattern || !DOMAIN.matcher(one.substring(at + 1)).matches())) {
        throw new IllegalArgumentException(
            "allowedSenders holds '"
                + word
                + "'; it may hold addresses such as ann@example.com and domains such as"
                + " example.com, separated by commas");
      }
      if (at > 0) {
        addresses.add(one);
      } else if (!one.isEmpty()) {
        domains.add(one.substring(at + 1));
      }
    }
    return new AllowedSenders(Set.copyOf(addresses), Set.copyOf(domains));
  }

  public boolean isEmpty() {
    return addresses.isEmpty() && domains.isEmpty();
  }

  /**
   * @param address lower case
   */
  public boolean allows(String address) {
    return addresses.contains(address)
        || domains.contains(address.substring(address.lastIndexOf('@') + 1));
  }
}
