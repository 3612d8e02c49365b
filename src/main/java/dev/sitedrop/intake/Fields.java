package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Target;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Procore's fields of a delivery: what its sender gave, completed from the files themselves. */
@Component
class Fields {
  private static final int NAMED = 20;

  private final FieldRules rules;
  private final IntakeSettings settings;

  Fields(FieldRules rules, IntakeSettings settings) {
    this.rules = rules;
    this.settings = settings;
  }

  /** Checks what the sender gave, before any byte is read. */
  void check(Sidecar sidecar, Target target) {
    rules.check(sidecar.fields(), target, sidecar.name());
  }

  /**
   * The complete fields.
   *
   * @param byRule for what the sender does not say
   */
  ObjectNode of(Sidecar sidecar, ObjectNode byRule, Target target, List<ClaimedFile> files) {
    ObjectNode fields = sidecar.copy();
    DefaultFields.addTo(fields, byRule);
    LocalDateTime when = when(files);
    if (target == Target.IMAGE) {
      if (!fields.has("log_date")) {
        fields.put("log_date", when.toLocalDate().toString());
      }
      return fields;
    }
    if (fields.has("datetime")) {
      when = time(fields.get("datetime").asText(), sidecar.name());
    } else if (!fields.has("date")) {
      fields.put("date", when.toLocalDate().toString());
    }
    if (!fields.has("time_minute")) {
      fields.put("time_minute", fields.has("time_hour") ? 0 : when.getMinute());
    }
    if (!fields.has("time_hour")) {
      fields.put("time_hour", when.getHour());
    }
    if (!fields.has("comments")) {
      fields.put("comments", named(files));
    }
    return fields;
  }

  /** The schema knows the shape of a time, but not how many days a month has. */
  private static LocalDateTime time(String datetime, String sidecar) {
    try {
      return LocalDateTime.parse(datetime.substring(0, 16));
    } catch (DateTimeParseException e) {
      throw new RefusedDrop(
          sidecar
              + ": 'datetime' is "
              + datetime
              + ", a day that does not exist. Allowed: a date and time such as"
              + " 2026-05-06T10:15:00Z.");
    }
  }

  /** The earliest of the photos; without one, the earliest change of a file; without one, now. */
  private LocalDateTime when(List<ClaimedFile> files) {
    return files.stream()
        .map(ClaimedFile::takenAt)
        .flatMap(Optional::stream)
        .min(LocalDateTime::compareTo)
        .orElseGet(
            () ->
                files.stream()
                    .map(file -> file.file().modified().atZone(settings.timeZone()))
                    .map(time -> time.toLocalDateTime())
                    .min(LocalDateTime::compareTo)
                    .orElseGet(() -> LocalDateTime.now(settings.timeZone())));
  }

  private static String named(List<ClaimedFile> files) {
    String names =
        files.stream()
            .limit(NAMED)
            .map(file -> ProcoreName.of(file.file().name()))
            .collect(Collectors.joining(", "));
    int more = files.size() - NAMED;
    return "Files: " + names + (more > 0 ? " and " + more + " more" : "");
  }
}
