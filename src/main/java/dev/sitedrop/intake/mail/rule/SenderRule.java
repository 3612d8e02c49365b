package dev.sitedrop.intake.mail.rule;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a mail's sender may send.
 *
 * @param allowed who may
 * @param trustedServer the server whose Authentication-Results prove the From address; empty to
 *     believe it as it is
 */
public record SenderRule(AllowedSenders allowed, String trustedServer) {

  /** The one From address, lower case; empty if there is none or there are several. */
  public static Optional<String> from(InternetHeaders headers) {
    String[] from = headers.getHeader("From");
    if (from == null || from.length != 1) {
      return Optional.empty();
    }
    try {
      InternetAddress[] addresses = InternetAddress.parseHeader(from[0], false);
      return addresses.length == 1 && addresses[0].getAddress().matches("[^@\\s]+@[^@\\s]+")
          ? Optional.of(addresses[0].getAddress().toLowerCase(Locale.ROOT))
          : Optional.empty();
    } catch (AddressException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Why a mail is not taken from this sender; empty if it is. */
  public Optional<String> refusal(InternetHeaders headers) {
    Optional<String> from = from(headers);
    if (from.isEmpty()) {
      return Optional.of("it does not bear one From address");
    }
    if (!allowed.allows(from.get())) {
      return Optional.of("the sender is not on the list of allowedSenders");
    }
    if (trustedServer.isEmpty()) {
      return Optional.empty();
    }
    String[] results = headers.getHeader("Authentication-Results");
    return AuthenticationResults.doubt(
        results == null ? List.of() : Arrays.asList(results),
        trustedServer,
        from.get().substring(from.get().indexOf('@') + 1));
  }
}
