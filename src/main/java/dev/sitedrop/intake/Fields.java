package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
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
      if (settings.dailyLog() && !fields.has("log_date")) {
        fields.put("log_date", when.toLocalDate().toString());
      }
      if (settings.captions() && !fields.has("description")) {
        files.stream()
            .flatMap(file -> file.caption().stream())
            .findFirst()
            .ifPresent(caption -> fields.put("description", caption));
      }
      return fields;
    }
    split(fields, sidecar.name());
    AccidentTime.complete(fields, when);
    if (!fields.has("comments")) {
      fields.put("comments", named(files));
    }
    return fields;
  }

  /** What the sender gave, as far as it is sent, in the words in which it is. */
  ObjectNode said(Sidecar sidecar) {
    ObjectNode said = sidecar.copy();
    split(said, sidecar.name());
    return said;
  }

  /**
   * What shall be sent instead of what was set aside: complete, as if it had come so.
   *
   * @param when for an accident of which no time is given
   */
  void complete(ObjectNode fields, Target target, Instant when, String name) {
    if (target == Target.ACCIDENT_LOG) {
      split(fields, name);
      AccidentTime.complete(fields, when.atZone(settings.timeZone()).toLocalDateTime());
    }
  }

  /** The schema knows the shape of a time, but not how many days a month has. */
  private void split(ObjectNode fields, String name) {
    try {
      AccidentTime.split(fields, settings.timeZone());
    } catch (DateTimeException e) {
      throw new RefusedDrop(
          name
              + ": 'datetime' is "
              + fields.path("datetime").asText()
              + ", a day that does not exist. Allowed: a date and time such as"
              + " 2026-05-06T10:15:00Z.");
    }
  }

  /**
   * The earliest of the photos; without one, the earliest change of a file; where no clock can be
   * believed, the arrival.
   */
  private LocalDateTime when(List<ClaimedFile> files) {
    return files.stream()
        .map(ClaimedFile::taken)
        .min(Comparator.comparing(TakenAt::nearness).thenComparing(TakenAt::at))
        .map(TakenAt::at)
        .orElseGet(() -> LocalDateTime.now(settings.timeZone()));
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
