package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.Resource.Kind;
import dev.sitedrop.sandbox.Resource.Taken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What Procore does not have: an account of what the sandbox was told, for people and tests. */
@RestController
class AccountController {
  private final SandboxState state;
  private final SandboxAccount account;
  private final ImageController images;
  private final AccidentLogController accidentLogs;
  private final Map<String, String> sha256s = new ConcurrentHashMap<>();

  AccountController(
      SandboxState state,
      SandboxAccount account,
      ImageController images,
      AccidentLogController accidentLogs) {
    this.state = state;
    this.account = account;
    this.images = images;
    this.accidentLogs = accidentLogs;
  }

  /**
   * Calls by endpoint, calls that were refused, and every resource with the uuids and hashes of its
   * files, whatever the world's answers show of them.
   *
   * @param resources false for their numbers only
   */
  @GetMapping("/sandbox/account")
  Map<String, Object> account(@RequestParam(defaultValue = "true") boolean resources) {
    List<Resource> madeImages = state.resources(Kind.IMAGE);
    List<Resource> madeLogs = state.resources(Kind.ACCIDENT_LOG);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("calls", account.calls());
    answer.put("violation_count", account.violationCount());
    answer.put("violations", account.violations());
    answer.put("idempotency_tokens", account.idempotencyTokens());
    answer.put("image_count", madeImages.size());
    answer.put("accident_log_count", madeLogs.size());
    if (resources) {
      answer.put("images", madeImages.stream().map(this::image).toList());
      answer.put("accident_logs", madeLogs.stream().map(this::accidentLog).toList());
    }
    return answer;
  }

  /** {@code in_daily_log} tells whether it was added to the Daily Log of its {@code log_date}. */
  private ObjectNode image(Resource image) {
    ObjectNode told = images.shown(image);
    told.put("image_name", image.taken().get(0).name());
    told.put("in_daily_log", image.fields().hasNonNull("log_date"));
    if (image.fields().hasNonNull("log_date")) {
      told.set("log_date", image.fields().get("log_date"));
    }
    return withFacts(told, image);
  }

  private ObjectNode accidentLog(Resource log) {
    ObjectNode told = accidentLogs.shown(log);
    told.set("attachments", accidentLogs.attachments(log, Instant.MAX));
    return withFacts(told, log);
  }

  private ObjectNode withFacts(ObjectNode told, Resource resource) {
    told.put("project_id", resource.projectId());
    told.put("idempotency_token", resource.token());
    ArrayNode files = told.putArray("files");
    for (Taken file : resource.taken()) {
      SandboxUpload upload = state.upload(file.uuid());
      ObjectNode one =
          files
              .addObject()
              .put("uuid", file.uuid())
              .put("name", file.name())
              .put("size", upload.size())
              .put("sha256", sha256s.computeIfAbsent(file.uuid(), uuid -> sha256(upload)));
      ArrayNode segments = one.putArray("segment_sha256s");
      upload.segments().forEach(segment -> segments.add(segment.sha256));
    }
    return told;
  }

  /** Of all its bytes, as they were stored. */
  private String sha256(SandboxUpload upload) {
    try (DigestOutputStream all =
        new DigestOutputStream(OutputStream.nullOutputStream(), Digests.of("SHA-256"))) {
      for (int i = 0; i < upload.segments().size(); i++) {
        Files.copy(state.file(upload, i), all);
      }
      return Digests.hex(all.getMessageDigest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
