package dev.sitedrop.ledger.view;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that was never accepted.
 *
 * @param source the configured name of the source
 * @param name what its sender calls it, relative to the source: not safe to be shown as it is
 * @param reason what is wrong and what to do, as its sender was told
 * @param whereabouts where it is now, in a sentence
 */
public record Refusal(
    UUID id, String source, String name, String reason, String whereabouts, Instant refusedAt) {}
