package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail that was taken in.
 *
 * @param source the configured name of its mailbox
 * @param key SHA-256, lower-case hex, that is equal for the same mail, however often and by
 *     whatever way it arrives
 * @param sender its From address, lower case
 * @param subject as it may be shown; at most 500 characters
 * @param messageId its Message-ID with the angle brackets; empty if it has none
 * @param thread the Message-IDs it refers to, oldest first, as its header says; may be empty
 * @param size in bytes, as its server says
 * @param receivedAt when it was taken in first
 * @param wantsAnswer whether its sender is told what became of it
 * @param uidValidity of the folder in which it waits; null if its server does not tell
 * @param uid in that folder; null if its server does not tell
 * @param answeredAt when an answer was about to be sent; null before
 * @param filedAt when it lay where it shall stay; null before
 */
public record Letter(
    UUID id,
    String source,
    String key,
    String sender,
    String subject,
    String messageId,
    String thread,
    long size,
    Instant receivedAt,
    boolean wantsAnswer,
    Long uidValidity,
    Long uid,
    Instant answeredAt,
    Instant filedAt) {

  public boolean isFiled() {
    return filedAt != null;
  }
}
