package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs a due delivery as far as it gets: from the step last proved towards its receipt. */
@FunctionalInterface
public interface DeliveryAttempt {

  /**
   * Runs it; a failure is no exception but part of the result.
   *
   * @param lease names the delivery, and lets this attempt write of it
   * @throws LeaseLost if somebody else has taken the delivery over
   */
  Result attempt(Lease lease);

  /**
   * How far an attempt has come.
   *
   * @param again when to try again; empty if nothing is left to do
   * @param settled the arrivals whose senders have been shown the outcome
   * @param delivery with what was done; null if nothing was even begun
   */
  record Result(Optional<Instant> again, List<Arrival> settled, Delivery delivery) {

    /** One that is not told in the history: nothing was begun. */
    public Result(Optional<Instant> again, List<Arrival> settled) {
      this(again, settled, null);
    }
  }
}
