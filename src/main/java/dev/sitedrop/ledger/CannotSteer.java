package dev.sitedrop.ledger;

/** What a person wants cannot be done with this delivery as it stands; the message says why. */
public final class CannotSteer extends RuntimeException {
  public CannotSteer(String message) {
    super(message);
  }
}
