package dev.sitedrop.ledger.view;

import java.util.List;
import java.util.Optional;

/**
 * Some refusals, newest first.
 *
 * @param older how to ask for those that come after; empty if there are none. A page may hold less
 *     than was asked for, or nothing, and have older ones: not all are looked at at once.
 */
public record RefusalPage(List<Refusal> refusals, Optional<PageKey> older) {
  public RefusalPage {
    refusals = List.copyOf(refusals);
  }
}
