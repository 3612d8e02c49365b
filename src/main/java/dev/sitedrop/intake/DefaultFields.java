package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** Adds the fields of a rule to what a sender said, which always wins. */
final class DefaultFields {
  /** What a sender says of one field, he says of these too. */
  private static final Map<String, Set<String>> SAYS_ALSO =
      Map.of(
          "date", Set.of("datetime"),
          "datetime", Set.of("date", "time_hour", "time_minute"),
          "time_hour", Set.of("datetime", "time_minute"),
          "time_minute", Set.of("datetime"),
          "location_id", Set.of("mt_location"),
          "mt_location", Set.of("location_id"));

  private DefaultFields() {}

  /**
   * @param defaults is consumed
   */
  static void addTo(ObjectNode said, ObjectNode defaults) {
    said.fieldNames()
        .forEachRemaining(
            name -> {
              defaults.remove(name);
              defaults.remove(SAYS_ALSO.getOrDefault(name, Set.of()));
            });
    said.setAll(defaults);
  }
}
