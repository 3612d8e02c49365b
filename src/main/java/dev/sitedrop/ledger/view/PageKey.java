package dev.sitedrop.ledger.view;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of deliveries ends, newest first: the next one begins with what is older. It holds
 * however many come meanwhile.
 */
public record PageKey(Instant openedAt, UUID id) {

  /** What {@link #toString()} has made; empty if it is anything else. */
  public static Optional<PageKey> parse(String text) {
    int between = text == null ? -1 : text.indexOf('_');
    if (between < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PageKey(
              Instant.parse(text.substring(0, between)),
              UUID.fromString(text.substring(between + 1))));
    } catch (DateTimeParseException | IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  /** Such as {@code 2026-05-06T10:15:00.123456Z_b6f4…}, for a link. */
  @Override
  public String toString() {
    return openedAt + "_" + id;
  }
}
