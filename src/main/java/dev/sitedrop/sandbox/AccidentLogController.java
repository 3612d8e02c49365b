package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.SandboxState.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accident logs of a project. */
@RestController
@RequestMapping("/rest/v1.0/projects/{project}/accident_logs")
class AccidentLogController {
  private final SandboxState state;
  private final SandboxProjects projects;
  private final Association association;

  AccidentLogController(SandboxState state, SandboxProjects projects, Association association) {
    this.state = state;
    this.projects = projects;
    this.association = association;
  }

  record Create(AccidentLog accidentLog) {}

  record AccidentLog(
      String comments,
      String date,
      String datetime,
      String involvedCompany,
      String involvedName,
      Integer timeHour,
      Integer timeMinute,
      List<String> uploadIds) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ObjectNode create(@PathVariable long project, @RequestBody String body) {
    projects.check(project);
    AccidentLog wanted = StrictJson.read(body, Create.class).accidentLog();
    if (wanted == null) {
      throw Refusal.message(400, "param is missing or the value is empty: accident_log");
    }
    LocalDate date = date(wanted);
    inRange("time_hour", wanted.timeHour(), 23);
    inRange("time_minute", wanted.timeMinute(), 59);
    List<String> uuids = Objects.requireNonNullElse(wanted.uploadIds(), List.of());
    if (new HashSet<>(uuids).size() != uuids.size()) {
      throw Refusal.field(422, "upload_ids", "names an upload twice");
    }
    List<SandboxUpload> uploads = association.find(uuids, project, "upload_ids");
    association.take(uploads, "upload_ids");
    ObjectNode log = (ObjectNode) StrictJson.MAPPER.valueToTree(wanted);
    log.remove("upload_ids");
    log.put("id", state.nextId());
    log.put("date", date.toString());
    log.put("status", "approved");
    log.put("created_at", Instant.now().toString());
    log.put("project_id", project);
    ArrayNode attachments = log.putArray("attachments");
    ArrayNode taken = log.putArray("uploads");
    for (SandboxUpload upload : uploads) {
      taken.add(upload.uuid());
      attachments
          .addObject()
          .put("id", state.nextId())
          .put("name", upload.filename())
          .put("filename", upload.filename())
          .put("url", Association.url(upload))
          .put("content_type", upload.contentType())
          .put("viewable_type", upload.contentType().startsWith("image/") ? "image" : "document");
    }
    state.made(Kind.ACCIDENT_LOG, log);
    return Paging.shown(log);
  }

  @GetMapping
  ResponseEntity<List<ObjectNode>> list(
      @PathVariable long project,
      @RequestParam(name = "log_date", required = false) LocalDate logDate,
      @RequestParam(name = "start_date", required = false) LocalDate startDate,
      @RequestParam(name = "end_date", required = false) LocalDate endDate,
      HttpServletRequest request) {
    projects.check(project);
    LocalDate today = logDate == null ? LocalDate.now() : logDate;
    boolean range = startDate != null && endDate != null;
    LocalDate from = range ? startDate : today;
    LocalDate to = range ? endDate : today;
    return Paging.page(
        state.resources(Kind.ACCIDENT_LOG).stream()
            .filter(log -> log.path("project_id").asLong() == project)
            .filter(
                log -> {
                  LocalDate date = LocalDate.parse(log.path("date").asText());
                  return !date.isBefore(from) && !date.isAfter(to);
                })
            .toList(),
        request);
  }

  @GetMapping("/{id}")
  ObjectNode show(@PathVariable long project, @PathVariable long id) {
    projects.check(project);
    ObjectNode log = state.resource(Kind.ACCIDENT_LOG, id);
    if (log == null || log.path("project_id").asLong() != project) {
      throw Refusal.message(404, "Not Found");
    }
    return Paging.shown(log);
  }

  private static LocalDate date(AccidentLog wanted) {
    if ((wanted.date() == null) == (wanted.datetime() == null)) {
      throw Refusal.field(422, "date", "or datetime must be given, one of the two");
    }
    try {
      return LocalDate.parse(
          wanted.date() != null
              ? wanted.date()
              : wanted.datetime().substring(0, Math.min(10, wanted.datetime().length())));
    } catch (DateTimeParseException e) {
      throw Refusal.field(422, "date", "must be a date");
    }
  }

  private static void inRange(String field, Integer value, int most) {
    if (value == null || value < 0 || value > most) {
      throw Refusal.field(422, field, "must be from 0 to " + most);
    }
  }
}
