package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Compares an accident that was sent without files with a log that Procore shows: with no upload
 * there is no uuid to know it by, only what it says.
 */
final class SameAccident {
  private SameAccident() {}

  /** Whether the log says all that was sent, and bears no file that was not. */
  static boolean is(JsonNode sent, JsonNode shown) {
    return hasSameWords(sent, shown)
        && hasSameTime(sent, shown)
        && shown.path("attachments").isEmpty();
  }

  /** Whether a person would have to look: it was edited since, or Procore shows it otherwise. */
  static boolean mayBe(JsonNode sent, JsonNode shown) {
    return hasSameWords(sent, shown) || hasSameTime(sent, shown);
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
        && day(sent).equals(day(shown));
  }

  private static String day(JsonNode log) {
    String day = log.path("date").asText(log.path("datetime").asText(""));
    return day.length() > 10 ? day.substring(0, 10) : day;
  }
}
