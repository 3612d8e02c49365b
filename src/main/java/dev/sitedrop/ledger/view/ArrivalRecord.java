package dev.sitedrop.ledger.view;

import java.time.Instant;

/**
 * One time that a delivery arrived.
 *
 * @param source the configured name of the source
 * @param name what its sender called it, relative to the source
 * @param duplicate whether the same content was known already
 * @param rule the number of the rule that was used, from 1; null if none was
 * @param settledAt when its sender was shown what became of it; null before
 */
public record ArrivalRecord(
    String source,
    String name,
    Instant arrivedAt,
    boolean duplicate,
    Integer rule,
    Instant settledAt) {}
