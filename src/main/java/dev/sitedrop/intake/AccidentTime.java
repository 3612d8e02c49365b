package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * When an accident happened, as Procore keeps it: a date, an hour and a minute on the clock of the
 * project. What Procore shows as {@code datetime} is its own estimate.
 */
final class AccidentTime {
  private AccidentTime() {}

  /**
   * Writes a {@code datetime} as date, hour and minute. With an offset, it is converted to the
   * project's zone; where date or hour are given as well, these count.
   *
   * @throws DateTimeException if there is no such day
   */
  static void split(ObjectNode fields, ZoneId zone) {
    if (fields.has("datetime")) {
      LocalDateTime when = local(fields.path("datetime").asText(), zone);
      fields.remove("datetime");
      complete(fields, when);
    }
  }

  /** Adds what is missing. */
  static void complete(ObjectNode fields, LocalDateTime when) {
    if (!fields.has("date")) {
      fields.put("date", when.toLocalDate().toString());
    }
    if (!fields.has("time_minute")) {
      fields.put("time_minute", fields.has("time_hour") ? 0 : when.getMinute());
    }
    if (!fields.has("time_hour")) {
      fields.put("time_hour", when.getHour());
    }
  }

  /**
   * @param datetime as the schema allows it
   * @throws DateTimeException if there is no such day
   */
  static LocalDateTime local(String datetime, ZoneId zone) {
    boolean hasOffset = datetime.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)");
    LocalDateTime local =
        hasOffset
            ? OffsetDateTime.parse(datetime).atZoneSameInstant(zone).toLocalDateTime()
            : LocalDateTime.parse(datetime);
    if (local.getYear() < 0 || local.getYear() > 9999) {
      throw new DateTimeException("in that zone it is in a year that no date can tell");
    }
    return local;
  }
}
