package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import java.time.temporal.ChronoUnit;

/** Nobody but a person can tell whether Procore has made what was sent. */
final class Undecided extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param procore what Procore shows, or why that is not known
   */
  Undecided(Delivery delivery, String procore) {
    super(told(delivery, procore), null, false, false);
  }

  /** Both facts, and what to do. */
  static String told(Delivery delivery, String procore) {
    return "It may be in Procore already: it was sent at "
        + delivery.intendedAt().truncatedTo(ChronoUnit.SECONDS)
        + ", the answer was lost, and "
        + procore
        + ". Look there first. Only if it is not there, have it sent again from SiteDrop's console";
  }
}
