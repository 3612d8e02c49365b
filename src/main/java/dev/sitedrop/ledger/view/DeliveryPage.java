package dev.sitedrop.ledger.view;

import java.util.List;
import java.util.Optional;

/**
 * Some deliveries, newest first.
 *
 * @param older how to ask for those that come after; empty if there are none. A page may hold less
 *     than was asked for, or nothing, and have older ones: not all are looked at at once.
 */
public record DeliveryPage(List<DeliverySummary> deliveries, Optional<PageKey> older) {
  public DeliveryPage {
    deliveries = List.copyOf(deliveries);
  }
}
