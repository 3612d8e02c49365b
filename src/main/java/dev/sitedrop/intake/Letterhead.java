package dev.sitedrop.intake;

/**
 * How the mail begins that a drop came with.
 *
 * @param sender the address, lower case
 * @param subject decoded, one line; may be empty
 */
public record Letterhead(String sender, String subject) {}
