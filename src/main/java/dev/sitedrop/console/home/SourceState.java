package dev.sitedrop.console.home;

import java.time.Instant;

/**
 * One source, as this copy knows it.
 *
 * @param watched what is watched, for a person
 * @param lastGood when it was looked into last; null if it never was, or another copy does it
 * @param problem why it cannot be looked into; null if it can
 * @param failingSince since when it cannot; null if it can
 */
record SourceState(
    String name, String watched, Instant lastGood, String problem, Instant failingSince) {}
