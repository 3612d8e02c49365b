package dev.sitedrop.ledger.view;

import java.time.Instant;

/**
 * What the ledger counts.
 *
 * @param failed deliveries that a person has to look at
 * @param failedSince when the first of those was set aside; null if there are none
 * @param deliveredSince those that were delivered since the time that was asked for
 * @param refusedSince what was given back and never accepted since then
 * @param unseen refusals that nobody has marked as seen
 * @param unseenSince when the first of those was given back; null if there are none
 * @param oldest when the oldest delivery came that is neither delivered nor set aside; null if
 *     there are none
 */
public record Tally(
    long failed,
    Instant failedSince,
    long deliveredSince,
    long refusedSince,
    long unseen,
    Instant unseenSince,
    Instant oldest) {}
