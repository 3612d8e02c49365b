package dev.sitedrop.ledger;

import java.util.UUID;

/**
 * The right to go on with one delivery. Each attempt takes a new one, and from then on what an
 * earlier one still wants to write is refused: a process that slept while another took its
 * deliveries over changes nothing when it wakes up.
 *
 * @param number grows with each attempt
 */
public record Lease(UUID deliveryId, long number) {}
