package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Duration;
import java.time.Instant;

/**
 * One of Procore's windows, as its answers report it. An answer tells how many calls Procore had
 * counted when it answered; those that ended or were in flight since the answered call began may
 * not be among them. Adding them all gives a bound that is never too low, whatever order answers
 * arrive in.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
final class RateWindow {
  /** A reset is told in whole seconds, which may be cut off. */
  private static final Duration WHOLE_SECOND = Duration.ofMillis(1100);

  private int limit;
  private long counted;
  private long asOf = Long.MIN_VALUE;
  private Instant resetAt = Instant.EPOCH;

  boolean isKnown() {
    return limit > 0;
  }

  int limit() {
    return limit;
  }

  /** When what was reported is certainly over. */
  Instant resetAt() {
    return resetAt;
  }

  boolean isReset(Instant now) {
    return !now.isBefore(resetAt);
  }

  /**
   * Takes over what an answer reported, unless a call that began later has reported already.
   *
   * @param endedBefore how many calls had ended when the answered one began; it is ended now
   */
  void report(int limit, int remaining, Instant reset, long endedBefore, Instant now) {
    if (isReset(now) || endedBefore >= asOf) {
      this.limit = limit;
      this.counted = (long) limit - remaining - endedBefore - 1;
      this.asOf = endedBefore;
      this.resetAt = reset.plus(WHOLE_SECOND);
    }
  }

  /**
   * How many more calls may start, by what was reported.
   *
   * @param ended all calls that have ended so far
   * @param inFlight calls without an answer yet
   */
  long room(long ended, int inFlight) {
    return limit - (counted + ended + inFlight);
  }
}
