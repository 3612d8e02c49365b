package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Compares an accident that was sent with a log that Procore shows, by what they say. */
final class SameAccident {
  private SameAccident() {}

  /** Whether the log says all that was sent. */
  static boolean is(JsonNode sent, JsonNode shown) {
    return hasSameWords(sent, shown) && hasSameTime(sent, shown);
  }

  /**
   * Whether a person would have to look: it was edited since, or Procore shows it otherwise, or
   * shows nothing of what could be compared.
   */
  static boolean mayBe(JsonNode sent, JsonNode shown) {
    boolean nothingToCompare = !shown.hasNonNull("comments") && !showsTime(shown);
    return nothingToCompare || hasSameWords(sent, shown) || hasSameTime(sent, shown);
  }

  private static boolean showsTime(JsonNode shown) {
    return shown.hasNonNull("time_hour") && shown.hasNonNull("time_minute");
  }

  /** Without regard to how lines are broken. */
  private static boolean hasSameWords(JsonNode sent, JsonNode shown) {
    return words(sent).equals(words(shown));
  }

  private static String words(JsonNode log) {
    return log.path("comments").asText("").replaceAll("\\s+", " ").strip();
  }

  private static boolean hasSameTime(JsonNode sent, JsonNode shown) {
    return sent.path("time_hour").asInt() == shown.path("time_hour").asInt(-1)
        && sent.path("time_minute").asInt() == shown.path("time_minute").asInt(-1)
        && isSameDay(sent, shown);
  }

  /** Give or take one, for Procore may show the day of another zone. */
  private static boolean isSameDay(JsonNode sent, JsonNode shown) {
    try {
      return Math.abs(ChronoUnit.DAYS.between(day(sent), day(shown))) <= 1;
    } catch (DateTimeException unreadable) {
      return false;
    }
  }

  /**
   * The day of a log, as it is said.
   *
   * @throws DateTimeException if it says none
   */
  static LocalDate day(JsonNode log) {
    String day = log.path("date").asText("");
    if (day.isBlank()) {
      day = log.path("datetime").asText("");
    }
    return LocalDate.parse(day.length() > 10 ? day.substring(0, 10) : day);
  }
}
