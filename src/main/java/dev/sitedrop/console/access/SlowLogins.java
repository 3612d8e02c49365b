package dev.sitedrop.console.access;

import dev.sitedrop.intake.Shown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Lets passwords be guessed only slowly: after some wrong ones for a name, or from an address, each
 * further one is not looked at until a time that doubles. It costs who guesses, and not who has
 * mistyped twice.
 */
class SlowLogins implements AuthenticationProvider {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final int LONGEST_NAME = 60;
  private static final int FREE = 5;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** So many names and addresses are remembered: what guesses may send any number of names. */
  private static final int REMEMBERED = 10_000;

  private record Failures(int count, Instant until) {}

  private final AuthenticationProvider passwords;
  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED;
        }
      };

  SlowLogins(AuthenticationProvider passwords, Clock clock) {
    this.passwords = passwords;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = "name " + attempt.getName().toLowerCase(Locale.ROOT);
    String address = "address " + addressOf(attempt);
    if (!takeTurn(name, address)) {
      throw new LockedException("too many wrong passwords");
    }
    try {
      Authentication known = passwords.authenticate(attempt);
      forget(name, address);
      return known;
    } catch (AuthenticationException wrong) {
      LOG.warn(
          "A login as {} from {} was refused",
          Shown.of(shortened(attempt.getName())),
          addressOf(attempt));
      throw wrong;
    }
  }

  @Override
  public boolean supports(Class<?> kind) {
    return passwords.supports(kind);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private static String addressOf(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails web
        ? web.getRemoteAddress()
        : "";
  }

  /** It counts as a wrong one until it was right: many at once are no way around. */
  private synchronized boolean takeTurn(String name, String address) {
    if (isHeldBack(name) || isHeldBack(address)) {
      return false;
    }
    count(name);
    count(address);
    return true;
  }

  private synchronized void forget(String name, String address) {
    failures.remove(name);
    failures.remove(address);
  }

  private boolean isHeldBack(String key) {
    Failures before = failures.get(key);
    return before != null && clock.instant().isBefore(before.until());
  }

  private void count(String key) {
    Failures before = failures.get(key);
    int count = before == null ? 1 : before.count() + 1;
    Duration wait = Duration.ZERO;
    if (count >= FREE) {
      wait = FIRST.multipliedBy(1L << Math.min(count - FREE, 20));
      wait = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
    failures.put(key, new Failures(count, clock.instant().plus(wait)));
  }
}
