package dev.sitedrop.intake;

/**
 * A route of one's own has handed something in; told to whoever listens.
 *
 * @param outcome {@code accepted}, {@code refused}, or {@code failed}: it could not be taken in,
 *     and what the route read from has it still
 */
public record HandInEnded(String source, String outcome) {}
