package dev.sitedrop.ledger.view;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a page of deliveries ends, newest first: the next one begins with what is older. It holds
 * however many come meanwhile.
 */
public record PageKey(Instant openedAt, UUID id) {
  /** Databases know fewer years than Java; no delivery is of such a one. */
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[^_]+");

  /** What {@link #toString()} has made; empty if it is anything else. */
  public static Optional<PageKey> parse(String text) {
    int between = text == null ? -1 : text.indexOf('_');
    if (between < 0 || !TIME.matcher(text.substring(0, between)).matches()) {
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
