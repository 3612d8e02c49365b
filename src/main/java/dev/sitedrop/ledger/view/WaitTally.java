package dev.sitedrop.ledger.view;

import java.time.Instant;

/**
 * Why some deliveries wait.
 *
 * @param reason in words for a person
 * @param deliveries how many wait for it
 * @param nextAt when the first of them is tried again; null if that is not known
 */
public record WaitTally(String reason, long deliveries, Instant nextAt) {}
