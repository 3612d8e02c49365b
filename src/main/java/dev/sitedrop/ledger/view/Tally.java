package dev.sitedrop.ledger.view;

import java.time.Instant;
import java.util.List;

/**
 * How all deliveries stand.
 *
 * @param due those that are due or being delivered
 * @param waiting those that are tried again later
 * @param failed those that a person has to look at
 * @param deliveredSince those that were delivered since the time that was asked for
 * @param refusedSince what was given back and never accepted since then
 * @param oldest when the oldest of those came that are neither delivered nor set aside; null if
 *     there are none
 * @param reasons why the waiting ones wait, most frequent first, ten at most
 */
public record Tally(
    long due,
    long waiting,
    long failed,
    long deliveredSince,
    long refusedSince,
    Instant oldest,
    List<WaitTally> reasons) {
  public Tally {
    reasons = List.copyOf(reasons);
  }
}
