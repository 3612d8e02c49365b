package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.Resource.Kind;
import dev.sitedrop.sandbox.Resource.Taken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accident logs of a project. */
@RestController
@RequestMapping("/rest/v1.0/projects/{project}/accident_logs")
class AccidentLogController {
  private final SandboxState state;
  private final World world;
  private final Association association;
  private final Paging paging;

  AccidentLogController(SandboxState state, World world, Association association, Paging paging) {
    this.state = state;
    this.world = world;
    this.association = association;
    this.paging = paging;
  }

  record Body(AccidentLog accidentLog) {}

  record AccidentLog(
      String comments,
      String date,
      String datetime,
      Integer timeHour,
      Integer timeMinute,
      String involvedCompany,
      String involvedName,
      Long vendorId,
      Long locationId,
      List<Long> imageIds,
      List<String> uploadIds) {

    List<String> uuids() {
      return Objects.requireNonNullElse(uploadIds, List.of());
    }
  }

  @PostMapping
  ResponseEntity<ObjectNode> create(
      @PathVariable long project,
      @RequestAttribute(ApiGate.ACCOUNT) String account,
      @RequestHeader(name = "Idempotency-Token", required = false) String token,
      @RequestBody String body) {
    Optional<Resource> before = association.madeBefore(Kind.ACCIDENT_LOG, token, body);
    if (before.isPresent()) {
      return ResponseEntity.ok(shown(before.get()));
    }
    AccidentLog wanted = read(body);
    checkTime("time_hour", wanted.timeHour(), 23);
    checkTime("time_minute", wanted.timeMinute(), 59);
    ObjectNode fields = fields(body);
    fields.put("date", date(wanted).toString());
    List<Taken> taken =
        world.uploadIds() == World.UploadIds.TAKEN
            ? take(wanted.uuids(), account, project)
            : List.of();
    Resource log =
        new Resource(
            Kind.ACCIDENT_LOG,
            state.nextId(),
            project,
            account,
            Instant.now(),
            fields,
            taken,
            token,
            Digests.sha256(body));
    state.made(log);
    return ResponseEntity.status(201).body(shown(log));
  }

  @PatchMapping("/{id}")
  ObjectNode change(
      @PathVariable long project,
      @PathVariable long id,
      @RequestAttribute(ApiGate.ACCOUNT) String account,
      @RequestBody String body) {
    Resource log = state.resource(Kind.ACCIDENT_LOG, project, id);
    AccidentLog wanted = read(body);
    inRange("time_hour", wanted.timeHour(), 23);
    inRange("time_minute", wanted.timeMinute(), 59);
    if (wanted.date() != null || wanted.datetime() != null) {
      date(wanted);
    }
    ObjectNode fields = fields(body);
    return shown(
        state.changed(
            log,
            now -> {
              ObjectNode merged = now.fields().deepCopy();
              merged.setAll(fields);
              boolean ignored =
                  wanted.uploadIds() == null || world.uploadIds() == World.UploadIds.IGNORED;
              return now.with(
                  merged, ignored ? now.taken() : patched(now, wanted.uuids(), account));
            }));
  }

  /** All of the log's files after a PATCH. */
  private List<Taken> patched(Resource log, List<String> uuids, String account) {
    boolean replaces = world.patch() == World.Patch.REPLACES;
    List<Taken> before =
        log.taken().stream().filter(one -> !replaces || uuids.contains(one.uuid())).toList();
    List<String> more =
        uuids.stream()
            .filter(uuid -> !replaces || before.stream().noneMatch(one -> one.uuid().equals(uuid)))
            .toList();
    List<Taken> after = new ArrayList<>(before);
    after.addAll(take(more, account, log.projectId()));
    return after;
  }

  private List<Taken> take(List<String> uuids, String account, long project) {
    return association.take(
        association.find(uuids, account, project, "upload_ids"), null, "upload_ids");
  }

  @GetMapping
  ResponseEntity<List<ObjectNode>> list(
      @PathVariable long project,
      @RequestParam(name = "log_date", required = false) String logDate,
      @RequestParam(name = "start_date", required = false) String startDate,
      @RequestParam(name = "end_date", required = false) String endDate,
      @RequestParam(name = "filters[created_by_id]", required = false) Long createdBy,
      HttpServletRequest request) {
    boolean range = startDate != null && endDate != null;
    LocalDate day = logDate == null ? LocalDate.now() : date("log_date", logDate);
    LocalDate from = range ? date("start_date", startDate) : day;
    LocalDate to = range ? date("end_date", endDate) : day;
    return paging.page(
        state.resources(Kind.ACCIDENT_LOG).stream()
            .filter(log -> log.projectId() == project)
            .filter(log -> createdBy == null || Tokens.id(log.account()) == createdBy)
            .filter(
                log -> {
                  LocalDate date = LocalDate.parse(log.fields().path("date").asText());
                  return !date.isBefore(from) && !date.isAfter(to);
                })
            .map(this::shown)
            .toList(),
        request);
  }

  @GetMapping("/{id}")
  ObjectNode show(@PathVariable long project, @PathVariable long id) {
    return shown(state.resource(Kind.ACCIDENT_LOG, project, id));
  }

  private static AccidentLog read(String body) {
    AccidentLog wanted = StrictJson.read(body, Body.class).accidentLog();
    if (wanted == null || StrictJson.read(body, JsonNode.class).path("accident_log").isEmpty()) {
      throw Refusal.missing("accident_log");
    }
    return wanted;
  }

  private static ObjectNode fields(String body) {
    ObjectNode fields =
        (ObjectNode) StrictJson.read(body, JsonNode.class).path("accident_log").deepCopy();
    fields.remove("upload_ids");
    return fields;
  }

  /** The day of the log: today's if neither field says another. */
  private static LocalDate date(AccidentLog wanted) {
    LocalDate ofTime = wanted.datetime() == null ? LocalDate.now() : day(wanted.datetime());
    return wanted.date() == null ? ofTime : date("date", wanted.date());
  }

  private static LocalDate date(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.field(422, field, "must be a date");
    }
  }

  /** As written, whatever the offset. */
  private static LocalDate day(String datetime) {
    return LocalDate.from(time(datetime));
  }

  private static TemporalAccessor time(String datetime) {
    try {
      return DateTimeFormatter.ISO_DATE_TIME.parseBest(
          datetime, OffsetDateTime::from, LocalDateTime::from);
    } catch (DateTimeParseException e) {
      throw Refusal.field(422, "datetime", "must be a time as in ISO 8601");
    }
  }

  private void checkTime(String field, Integer value, int most) {
    if (value == null && world.logTimeRequired()) {
      throw Refusal.field(422, field, "can't be blank");
    }
    inRange(field, value, most);
  }

  private static void inRange(String field, Integer value, int most) {
    if (value != null && (value < 0 || value > most)) {
      throw Refusal.field(422, field, "must be from 0 to " + most);
    }
  }

  /** As the world's answers show it now. */
  ObjectNode shown(Resource log) {
    ObjectNode shown = log.fields().deepCopy();
    String madeAt = log.madeAt().truncatedTo(ChronoUnit.SECONDS).toString();
    shown.put("id", log.id());
    shown.put("datetime", datetime(log.fields()));
    shown.put("status", "approved");
    shown.put("created_at", madeAt);
    shown.put("updated_at", madeAt);
    shown
        .putObject("created_by")
        .put("id", Tokens.id(log.account()))
        .put("login", log.account())
        .put("name", log.account());
    switch (world.attachments()) {
      case NULL -> shown.putNull("attachments");
      case ABSENT -> shown.remove("attachments");
      default -> shown.set("attachments", attachments(log, shownUntil()));
    }
    return shown;
  }

  private Instant shownUntil() {
    return world.attachments() == World.Attachments.LATER
        ? Instant.now().minus(world.attachmentsAfter())
        : Instant.MAX;
  }

  /** Those that were taken until then. */
  ArrayNode attachments(Resource log, Instant until) {
    ArrayNode attachments = StrictJson.MAPPER.createArrayNode();
    for (Taken file : log.taken()) {
      if (!file.at().isAfter(until)) {
        String type = state.upload(file.uuid()).contentType();
        attachments
            .addObject()
            .put("id", file.id())
            .put("name", association.name(file))
            .put("filename", association.name(file))
            .put("url", association.url(file))
            .put("content_type", type)
            .put("viewable_type", type.startsWith("image/") ? "image" : "document");
      }
    }
    return attachments;
  }

  /** An estimate in UTC, as Procore's reference says of it. */
  private static String datetime(ObjectNode fields) {
    TemporalAccessor given =
        fields.path("datetime").isTextual()
            ? time(fields.path("datetime").asText())
            : LocalDate.parse(fields.path("date").asText())
                .atTime(fields.path("time_hour").asInt(), fields.path("time_minute").asInt());
    OffsetDateTime time =
        given instanceof OffsetDateTime offset
            ? offset
            : ((LocalDateTime) given).atOffset(ZoneOffset.UTC);
    return time.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
