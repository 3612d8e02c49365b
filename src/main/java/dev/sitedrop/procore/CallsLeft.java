package dev.sitedrop.procore;

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

  double spikeAt(Instant now) {
    return now.isBefore(spikeUntil) ? spike : spikeLimit;
  }

  double hourAt(Instant now) {
    return now.isBefore(hourUntil) ? hour : hourLimit;
  }
}
