package dev.sitedrop.procore;

import java.time.Duration;
import java.time.Instant;

/**
 * How many calls a rate limit leaves, as it was seen last; NaN where nothing is known.
 *
 * @param spike in the window of ten seconds
 * @param spikeLimit when nothing is used
 * @param spikeUntil when all that was used is certainly free again
 * @param hour in the hour
 * @param hourLimit when nothing is used
 * @param hourUntil likewise
 * @param pausedUntil when the next call may be made, if the hour's are used up or Procore asked for
 *     a pause; otherwise it is over
 */
record CallsLeft(
    double spike,
    double spikeLimit,
    Instant spikeUntil,
    double hour,
    double hourLimit,
    Instant hourUntil,
    Instant pausedUntil) {
  static final CallsLeft UNKNOWN =
      new CallsLeft(
          Double.NaN,
          Double.NaN,
          Instant.EPOCH,
          Double.NaN,
          Double.NaN,
          Instant.EPOCH,
          Instant.EPOCH);

  private static final double SPIKE_SECONDS = 10;
  private static final double HOUR_SECONDS = 3600;

  /**
   * How long so many calls take if nothing but the limit holds them up; null if too little is known
   * of it.
   */
  Duration timeFor(long calls, Instant now) {
    double most = hourLimit > 0 ? hourLimit : Double.NaN;
    double perSecond = spikeLimit > 0 ? spikeLimit / SPIKE_SECONDS : most / HOUR_SECONDS;
    if (Double.isNaN(perSecond)) {
      return null;
    }
    double seconds = calls / perSecond;
    if (!Double.isNaN(most) && calls > hourAt(now)) {
      seconds = Math.max(seconds, calls / (most / HOUR_SECONDS));
    }
    Duration pause = pausedUntil.isAfter(now) ? Duration.between(now, pausedUntil) : Duration.ZERO;
    return pause.plusMillis(Math.round(seconds * 1000));
  }

  double spikeAt(Instant now) {
    return now.isBefore(spikeUntil) ? spike : spikeLimit;
  }

  double hourAt(Instant now) {
    return now.isBefore(hourUntil) ? hour : hourLimit;
  }
}
