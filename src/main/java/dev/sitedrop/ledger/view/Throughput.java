package dev.sitedrop.ledger.view;

import java.time.Instant;

/**
 * What was finished in one minute.
 *
 * @param minute its beginning
 */
public record Throughput(Instant minute, long delivered, long failed) {}
