package dev.sitedrop.ledger.view;

import java.time.Instant;

/**
 * Something that was never accepted.
 *
 * @param source the configured name of the source
 * @param name what its sender calls it, relative to the source: not safe to be shown as it is
 * @param reason what is wrong and what to do, in plain words
 */
public record Refusal(String source, String name, String reason, Instant refusedAt) {}
