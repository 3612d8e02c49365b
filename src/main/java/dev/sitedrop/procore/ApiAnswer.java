package dev.sitedrop.procore;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;

/**
 * What the API answered to one request.
 *
 * @param status HTTP's
 * @param body text, up to {@link AnswerBody}'s bound
 * @param limit {@code X-Rate-Limit-Limit}; -1 if there is none
 * @param remaining {@code X-Rate-Limit-Remaining}; -1 if there is none
 * @param reset {@code X-Rate-Limit-Reset}; null if there is none
 * @param retryAfter {@code Retry-After} as it was sent; null if there is none
 * @param date {@code Date}, by Procore's clock; null if there is none
 * @param links {@code Link}, of a page of a list; null if there is none
 */
public record ApiAnswer(
    int status,
    String body,
    int limit,
    int remaining,
    Instant reset,
    String retryAfter,
    Instant date,
    String links) {
  private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

  /** An answer that is no page of a list. */
  ApiAnswer(
      int status,
      String body,
      int limit,
      int remaining,
      Instant reset,
      String retryAfter,
      Instant date) {
    this(status, body, limit, remaining, reset, retryAfter, date, null);
  }

  /**
   * @throws IOException if the body cannot be read, or is too large
   */
  public static ApiAnswer read(
      @Body InputStream body, @Header(Exchange.HTTP_RESPONSE_CODE) int status, Exchange exchange)
      throws IOException {
    Message message = exchange.getMessage();
    long reset = number(message.getHeader("X-Rate-Limit-Reset", String.class));
    return new ApiAnswer(
        status,
        AnswerBody.readOfApi(body),
        (int) number(message.getHeader("X-Rate-Limit-Limit", String.class)),
        (int) number(message.getHeader("X-Rate-Limit-Remaining", String.class)),
        reset < 0 ? null : Instant.ofEpochSecond(reset),
        message.getHeader("Retry-After", String.class),
        date(message.getHeader("Date", String.class)),
        message.getHeader("Link", String.class));
  }

  /** Whether the access token was rejected. */
  public boolean isUnauthorized() {
    return status == 401;
  }

  /**
   * How far ahead the reset is, by Procore's own clock where it tells its time; no further than its
   * longest window is long.
   */
  Duration untilReset(Instant now) {
    Duration ahead = Duration.between(date == null ? now : date, reset);
    if (ahead.isNegative()) {
      return Duration.ZERO;
    }
    return ahead.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : ahead;
  }

  /** Until when an overloaded Procore wants no calls: the later of what it says. */
  Instant busyUntil(Instant now) {
    boolean limitReached = status == 429 && reset != null;
    Instant byReset = limitReached ? now.plus(untilReset(now)).plusSeconds(1) : now;
    Instant byRetryAfter =
        limitReached && retryAfter == null
            ? now
            : RetryAfter.until(retryAfter, date == null ? now : date, now);
    return byReset.isAfter(byRetryAfter) ? byReset : byRetryAfter;
  }

  private static long number(String text) {
    return text != null && text.strip().matches("\\d{1,12}") ? Long.parseLong(text.strip()) : -1;
  }

  private static Instant date(String text) {
    try {
      return text == null
          ? null
          : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
