package dev.sitedrop.procore;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Reads when an overloaded server wants to be called again. */
final class RetryAfter {
  /** When it says 429 or 503 but not until when. */
  private static final Duration UNSAID = Duration.ofSeconds(10);

  /** Nobody means a longer one; a delivery would be given up before it was tried again. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * @param retryAfter the header's value: seconds, or an HTTP date; may be null
   * @param theirNow what the server's clock says
   * @param now what ours says
   */
  static Instant until(String retryAfter, Instant theirNow, Instant now) {
    Instant until = parsed(retryAfter, theirNow, now);
    if (until == null || until.isBefore(now)) {
      return now.plus(UNSAID);
    }
    return until.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : until;
  }

  private static Instant parsed(String retryAfter, Instant theirNow, Instant now) {
    if (retryAfter == null) {
      return null;
    }
    String text = retryAfter.strip();
    if (text.matches("\\d{1,9}")) {
      return now.plusSeconds(Long.parseLong(text) + 1);
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return now.plus(Duration.between(theirNow, date));
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
