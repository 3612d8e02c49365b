package dev.sitedrop.status;

import java.time.Instant;

/**
 * One source, as this copy knows it.
 *
 * @param watched what is watched, for a person
 * @param isOwn whether a route of one's own hands in there, and nobody looks
 * @param lastGood when it was looked into last, or something handed in; null if that never was, or
 *     another copy does it
 * @param lastRefused when something that was handed in was refused last; null if nothing was
 * @param refusal why that was
 * @param problem why it cannot be looked into, or nothing be handed in; null if it can
 * @param failingSince since when it cannot; null if it can, or since the start
 */
public record SourceState(
    String name,
    String watched,
    boolean isOwn,
    Instant lastGood,
    Instant lastRefused,
    String refusal,
    String problem,
    Instant failingSince) {

  /** The same while a look into it does not end. */
  SourceState hanging() {
    return new SourceState(
        name,
        watched,
        isOwn,
        lastGood,
        lastRefused,
        refusal,
        "it does not answer: for more than an hour, a look into it has neither ended nor found"
            + " anything. Restart SiteDrop when it can be reached again",
        failingSince);
  }
}
