package dev.sitedrop.console.delivery;

import dev.sitedrop.ledger.AttemptStep;
import java.time.Instant;
import java.util.List;

/**
 * One thing that has happened to a delivery.
 *
 * @param until when it had ended; null if it has no length
 * @param what in a few words
 * @param told more about it; may be empty
 * @param isBad whether it is why the delivery is not in Procore
 * @param steps calls and storage, in order
 */
record Event(
    Instant at, Instant until, String what, String told, boolean isBad, List<AttemptStep> steps) {
  static Event of(Instant at, String what, String told) {
    return new Event(at, null, what, told, false, List.of());
  }
}
