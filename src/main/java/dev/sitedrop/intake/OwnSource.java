package dev.sitedrop.intake;

import java.time.Instant;

/**
 * A source that a route of one's own hands in by, as this copy has seen it since its start.
 *
 * @param place what is told of it
 * @param lastIn when a file was handed in last, whether it was accepted or refused; null if none
 *     was
 * @param lastRefused when one was refused last; null if none was
 * @param refusal why that was
 * @param failingSince when the first of those could not be taken in that were followed by no other;
 *     null if the last one could
 * @param problem why that was, or what stands still; null if nothing is wrong
 * @param isStopped whether a route that hands in does not run
 */
public record OwnSource(
    WatchedPlace place,
    Instant lastIn,
    Instant lastRefused,
    String refusal,
    Instant failingSince,
    String problem,
    boolean isStopped) {

  static OwnSource unknown(WatchedPlace place) {
    return new OwnSource(place, null, null, null, null, null, false);
  }

  OwnSource at(WatchedPlace another) {
    return new OwnSource(another, lastIn, lastRefused, refusal, failingSince, problem, isStopped);
  }

  OwnSource accepted(Instant now) {
    return new OwnSource(place, now, lastRefused, refusal, null, null, false);
  }

  OwnSource refused(Instant now, String why) {
    return new OwnSource(place, now, now, why, null, null, false);
  }

  OwnSource failed(Instant now, String why) {
    Instant since = failingSince == null ? now : failingSince;
    return new OwnSource(place, lastIn, lastRefused, refusal, since, why, false);
  }

  OwnSource stopped(String why) {
    return new OwnSource(place, lastIn, lastRefused, refusal, failingSince, why, true);
  }
}
