package dev.sitedrop.intake.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines about what each look meets again: each once an hour, and not too many of them. */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final int MOST = 100;

  private final Clock clock;
  private final Map<String, Instant> told = new HashMap<>();

  Complaints(Clock clock) {
    this.clock = clock;
  }

  void warn(String about, String message, Object... arguments) {
    Instant now = clock.instant();
    told.values().removeIf(then -> !now.isBefore(then.plus(PERIOD)));
    if (told.size() < MOST && told.putIfAbsent(about, now) == null) {
      LOG.warn(message, arguments);
      if (told.size() == MOST) {
        LOG.warn("There are {} such messages; the others are left out for an hour", MOST);
      }
    }
  }

  /** It is well again; whether it was not. */
  boolean clear(String about) {
    return told.remove(about) != null;
  }
}
