package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.procore.ProcoreFailure.Refused;

/** What a person can do about an answer whose own words do not tell. */
final class Advice {
  private Advice() {}

  /**
   * To be put behind the words of a refusal; empty where these say what is wrong. Procore tells a
   * project that is not there and one that the account may not see apart by nothing.
   */
  static String on(Exception failure, Delivery delivery) {
    return failure instanceof Refused refused && refused.isAboutAccess()
        ? String.format(
            ". Look whether project %d is the right one, and whether SiteDrop's account may add an"
                + " %s to it",
            delivery.projectId(), delivery.target().label())
        : "";
  }
}
