package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Runs a due delivery as far as it gets: from the step last proved towards its receipt. */
@FunctionalInterface
public interface DeliveryAttempt {

  /**
   * @return when to try again; empty if nothing is left to do for this delivery
   */
  Optional<Instant> attempt(UUID deliveryId);
}
