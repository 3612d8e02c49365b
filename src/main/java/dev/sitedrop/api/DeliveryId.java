package dev.sitedrop.api;

import dev.sitedrop.api.ApiProblems.NotThere;
import dev.sitedrop.intake.Shown;
import java.util.UUID;

/** Reads the id of a delivery from an address. */
final class DeliveryId {
  private DeliveryId() {}

  /**
   * @throws NotThere if it is none; then there is no such delivery either
   */
  static UUID of(String said) {
    try {
      return UUID.fromString(said);
    } catch (IllegalArgumentException none) {
      throw unknown(said);
    }
  }

  static NotThere unknown(String said) {
    return new NotThere("There is no delivery " + Shown.of(said) + ".");
  }
}
