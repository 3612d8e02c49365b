package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import java.time.Clock;
import java.time.Duration;

/**
 * Until when a caller waits for its turn. Deliveries wait for as long as it takes, for another one
 * would only find out the same; whoever asks while it holds others up does not.
 *
 * @param nanoTime as {@link System#nanoTime} counts; null for no end
 */
record Patience(Long nanoTime) {
  static final Patience ENDLESS = new Patience(null);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

  /**
   * From now on.
   *
   * @param time null for no end
   */
  static Patience of(Duration time) {
    return time == null ? ENDLESS : new Patience(System.nanoTime() + time.toNanos());
  }

  boolean isOver() {
    return nanoTime != null && nanoTime - System.nanoTime() <= 0;
  }

  /** What is left of it, not below 0; about a month if it has no end. */
  long millis() {
    return nanoTime == null
        ? Duration.ofDays(30).toMillis()
        : Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000);
  }

  /**
   * @param procore what it is called in a log line
   */
  BusyUntil over(String procore, Clock clock) {
    return new BusyUntil(
        procore + " cannot be asked at the moment", clock.instant().plus(ASK_AGAIN), false);
  }
}
