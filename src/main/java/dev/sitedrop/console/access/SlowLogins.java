package dev.sitedrop.console.access;

import dev.sitedrop.intake.Shown;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
 * mistyped twice; nor a user where he has logged in before, for there only wrong ones of his own
 * name from this address count.
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
  private final Map<String, Failures> failures = lastOnes();

  /** The users who have logged in since the start, each with the address. */
  private final Map<String, Boolean> known = lastOnes();

  SlowLogins(AuthenticationProvider passwords, Clock clock) {
    this.passwords = passwords;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    Keys keys = Keys.of(attempt.getName(), addressOf(attempt));
    if (!takeTurn(keys)) {
      throw new LockedException("too many wrong passwords");
    }
    try {
      Authentication user = passwords.authenticate(attempt);
      welcome(keys);
      return user;
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
  private synchronized boolean takeTurn(Keys keys) {
    boolean isKnown = known.get(keys.pair()) != null;
    List<String> counted =
        isKnown ? List.of(keys.pair()) : List.of(keys.pair(), keys.name(), keys.address());
    if (counted.stream().anyMatch(this::isHeldBack)) {
      return false;
    }
    counted.forEach(this::count);
    return true;
  }

  private synchronized void welcome(Keys keys) {
    failures.remove(keys.pair());
    if (known.put(keys.pair(), true) == null) {
      failures.remove(keys.name());
      failures.remove(keys.address());
    }
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

  private static <V> Map<String, V> lastOnes() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /** By which wrong ones are counted; names may be of any length, and are not remembered so. */
  private record Keys(String name, String address, String pair) {
    static Keys of(String name, String address) {
      String known = shortened(name.toLowerCase(Locale.ROOT));
      return new Keys("name " + known, "address " + address, "both " + address + " " + known);
    }
  }
}
