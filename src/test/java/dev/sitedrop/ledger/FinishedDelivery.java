package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Deliveries as the ledger would give them, for tests of who reads them. */
public final class FinishedDelivery {
  private FinishedDelivery() {}

  public static Delivery delivered(
      long project, Target target, Attachment file, long id, String url, Instant at) {
    Delivery delivery = open(project, target, file);
    delivery.wasAssociated(id, url, null, at);
    return delivery;
  }

  public static Delivery failed(
      long project, Target target, Attachment file, String reason, Instant at) {
    Delivery delivery = open(project, target, file);
    delivery.failed(reason, false, at);
    return delivery;
  }

  /** Of which Procore may have it or not. */
  public static Delivery undecided(
      long project, Target target, Attachment file, String reason, Instant at) {
    Delivery delivery = open(project, target, file);
    delivery.failed(reason, true, at);
    return delivery;
  }

  private static Delivery open(long project, Target target, Attachment file) {
    return new Delivery(
        UUID.randomUUID(), "here", project, target, "{}", Instant.EPOCH, List.of(file));
  }
}
