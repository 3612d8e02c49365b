package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps calls back while Procore wants none: after a 429 or a 503, and when an answer said that no
 * call remains. All callers share it.
 */
@Component
public class RateBudget {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** A caller waits here for so long; a longer pause is better spent on the schedule. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(30);

  private final Clock clock;
  private volatile Instant pausedUntil = Instant.MIN;

  RateBudget(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns when a call may be made.
   *
   * @throws BusyUntil if that is more than half a minute away; the call was not made
   */
  public void awaitTurn() {
    for (Instant now; (now = clock.instant()).isBefore(pausedUntil); ) {
      if (now.plus(WORTH_WAITING).isBefore(pausedUntil)) {
        throw new BusyUntil("Procore's rate limit is reached", pausedUntil, false);
      }
      try {
        Thread.sleep(Duration.between(now, pausedUntil).toMillis() + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Passing("SiteDrop is stopping");
      }
    }
  }

  /** Takes from an answer what it says of the limit. */
  public void learn(@Body ApiAnswer answer) {
    boolean throttled = answer.status() == 429 || answer.status() == 503;
    if (throttled || "0".equals(answer.remaining())) {
      Instant until =
          throttled
              ? RetryAfter.until(answer.retryAfter(), answer.reset(), clock.instant())
              : RetryAfter.until(null, answer.reset(), clock.instant());
      pause(until, throttled);
    }
  }

  private synchronized void pause(Instant until, boolean throttled) {
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
      if (throttled) {
        LOG.warn("Procore wants no calls until {}; deliveries wait", until);
      }
    }
  }
}
