package dev.sitedrop.ledger;

import java.time.LocalDateTime;

/**
 * When a photo was taken, or another file last changed.
 *
 * @param at in the camera's local time, or in the site's
 * @param from what told it, and what was not believed, for people
 */
public record Taken(LocalDateTime at, String from) {}
