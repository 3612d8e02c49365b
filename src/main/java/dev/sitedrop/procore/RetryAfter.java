package dev.sitedrop.procore;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Reads when an overloaded Procore wants to be called again. */
final class RetryAfter {
  /** When it says 429 or 503 but not until when. */
  private static final Duration UNSAID = Duration.ofSeconds(10);

  private RetryAfter() {}

  /**
   * @param retryAfter the header's value: seconds, or an HTTP date; may be null
   * @param reset {@code X-Rate-Limit-Reset}, in Unix seconds; may be null
   */
  static Instant until(String retryAfter, String reset, Instant now) {
    Instant until = parsed(retryAfter, now);
    if (until == null && reset != null && reset.strip().matches("\\d{1,12}")) {
      until = Instant.ofEpochSecond(Long.parseLong(reset.strip()) + 1);
    }
    return until == null || until.isBefore(now) ? now.plus(UNSAID) : until;
  }

  private static Instant parsed(String retryAfter, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    String text = retryAfter.strip();
    if (text.matches("\\d{1,9}")) {
      return now.plusSeconds(Long.parseLong(text) + 1);
    }
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
