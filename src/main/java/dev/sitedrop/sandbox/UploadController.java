package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.sandbox.SandboxUpload.Kind;
import dev.sitedrop.sandbox.SandboxUpload.Progress;
import dev.sitedrop.sandbox.SandboxUpload.StoredSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Uploads, v1.1: with segments, or as a form. */
@RestController
@RequestMapping("/rest/v1.1")
class UploadController {
  private static final long SMALLEST = 5_242_880;
  private static final long LARGEST = 5_000_000_000L;

  private final SandboxState state;
  private final SandboxSettings settings;
  private final World world;
  private final SandboxFaults faults;

  /** How many uploads of the same bytes were gone when they were completed. */
  private final Map<String, Integer> gone = new ConcurrentHashMap<>();

  UploadController(
      SandboxState state, SandboxSettings settings, World world, SandboxFaults faults) {
    this.state = state;
    this.settings = settings;
    this.world = world;
    this.faults = faults;
  }

  record Create(
      String responseFilename,
      String responseContentType,
      Long size,
      List<CreateSegment> segments) {}

  record CreateSegment(Long size, String sha256, String md5) {}

  record Complete(List<CompleteSegment> segments) {}

  record CompleteSegment(String etag, Long size, String sha256, String md5) {}

  @PostMapping("/projects/{project}/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> createForProject(
      @PathVariable long project,
      @RequestAttribute(ApiGate.ACCOUNT) String account,
      @RequestBody String body) {
    return create(account, project, body);
  }

  @PostMapping("/companies/{company}/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> createForCompany(
      @RequestAttribute(ApiGate.ACCOUNT) String account, @RequestBody String body) {
    return create(account, 0, body);
  }

  @PatchMapping("/projects/{project}/uploads/{uuid}")
  ResponseEntity<Map<String, Object>> completeForProject(
      @PathVariable long project,
      @PathVariable String uuid,
      @RequestAttribute(ApiGate.ACCOUNT) String account,
      @RequestBody String body) {
    return complete(find(account, project, uuid), body);
  }

  @PatchMapping("/companies/{company}/uploads/{uuid}")
  ResponseEntity<Map<String, Object>> completeForCompany(
      @PathVariable String uuid,
      @RequestAttribute(ApiGate.ACCOUNT) String account,
      @RequestBody String body) {
    return complete(find(account, 0, uuid), body);
  }

  @GetMapping("/projects/{project}/uploads/{uuid}")
  Map<String, Object> showForProject(
      @PathVariable long project,
      @PathVariable String uuid,
      @RequestAttribute(ApiGate.ACCOUNT) String account) {
    return looked(find(account, project, uuid));
  }

  @GetMapping("/companies/{company}/uploads/{uuid}")
  Map<String, Object> showForCompany(
      @PathVariable String uuid, @RequestAttribute(ApiGate.ACCOUNT) String account) {
    return looked(find(account, 0, uuid));
  }

  private Map<String, Object> create(String account, long project, String body) {
    Create wanted = StrictJson.read(body, Create.class);
    if (wanted.responseFilename() == null || wanted.responseFilename().isBlank()) {
      throw Refusal.field(422, "response_filename", "can't be blank");
    }
    String uuid = newUuid();
    if (wanted.segments() == null) {
      return createForm(uuid, account, project, wanted);
    }
    if (wanted.segments().isEmpty()) {
      throw Refusal.field(422, "segments", "can't be blank");
    }
    List<StoredSegment> segments = new ArrayList<>();
    for (CreateSegment segment : wanted.segments()) {
      boolean last = segments.size() == wanted.segments().size() - 1;
      check(segment, last);
      segments.add(
          new StoredSegment(
              segment.size(), segment.sha256(), segment.md5(), target(uuid, segments.size())));
    }
    checkSum(wanted.size(), segments);
    return created(uuid, Kind.SEGMENTED, account, project, wanted, Map.of(), segments);
  }

  private Map<String, Object> createForm(String uuid, String account, long project, Create wanted) {
    String target = "/storage/forms/bucket%2Fwith+plus~/" + uuid;
    StoredSegment whole = new StoredSegment(-1, null, null, target);
    return created(uuid, Kind.FORM, account, project, wanted, FormFields.of(uuid), List.of(whole));
  }

  private Map<String, Object> created(
      String uuid,
      Kind kind,
      String account,
      long project,
      Create wanted,
      Map<String, String> fields,
      List<StoredSegment> segments) {
    SandboxUpload upload =
        new SandboxUpload(
            uuid,
            kind,
            account,
            project,
            wanted.responseFilename(),
            Objects.requireNonNullElse(wanted.responseContentType(), "application/octet-stream"),
            Instant.now(),
            fields,
            segments,
            new Progress());
    state.created(upload);
    return shown(upload, true);
  }

  static String newUuid() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 26).toUpperCase(Locale.ROOT);
  }

  private static void check(CreateSegment segment, boolean last) {
    if (segment.size() == null || segment.size() <= 0 || segment.size() > LARGEST) {
      throw Refusal.field(422, "size", "must be from 1 to 5000000000");
    }
    if (!last && segment.size() < SMALLEST) {
      throw Refusal.field(422, "size", "must be at least 5242880, but for the last segment");
    }
    if (segment.sha256() == null || !segment.sha256().matches("[0-9a-f]{64}")) {
      throw Refusal.field(422, "sha256", "is invalid");
    }
    if (segment.md5() != null && !segment.md5().matches("[0-9a-f]{32}")) {
      throw Refusal.field(422, "md5", "is invalid");
    }
  }

  private static void checkSum(Long size, List<StoredSegment> segments) {
    if (size != null && size != segments.stream().mapToLong(segment -> segment.size).sum()) {
      throw Refusal.field(422, "size", "is not the sum of its segments");
    }
  }

  /** Legal, and awkward on purpose: whoever decodes and encodes it again gets something else. */
  static String target(String uuid, int segment) {
    String signature = UUID.randomUUID().toString().replace("-", "%2f");
    return "/storage/objects%2Fwith+plus%2B~and%20space/"
        + uuid
        + "/"
        + segment
        + "?X-Amz-Expires=3600&empty=&flag&X-Amz-Credential=a%2Fb%2Bc~d:e,f;g&X-Amz-Signature="
        + signature
        + "==";
  }

  private ResponseEntity<Map<String, Object>> complete(SandboxUpload upload, String body) {
    if (faults.uploadsGone() > 0
        && gone.merge(upload.content(), 1, Integer::sum) <= faults.uploadsGone()) {
      throw Refusal.message(world.goneStatus(), "The upload is not there any more");
    }
    List<CompleteSegment> segments = readSegments(body);
    if (upload.kind() != Kind.SEGMENTED) {
      throw Refusal.message(422, "This upload is not completed by its segments");
    }
    int count = upload.segments().size();
    if (segments == null || segments.size() != count) {
      throw Refusal.field(422, "segments", "must be " + count + ", in the order of creation");
    }
    for (int i = 0; i < count; i++) {
      checkSegment(i, upload.segments().get(i), segments.get(i));
    }
    if (!upload.progress().complete) {
      state.completed(upload);
    }
    return world.completed() == World.Completed.EMPTY
        ? ResponseEntity.ok().build()
        : ResponseEntity.ok(shown(upload, false));
  }

  /** Whatever else there is is passed over where the ETag is enough. */
  private List<CompleteSegment> readSegments(String body) {
    if (world.completion() == World.Completion.FULL) {
      return StrictJson.read(body, Complete.class).segments();
    }
    List<CompleteSegment> segments = new ArrayList<>();
    for (JsonNode one : StrictJson.read(body, JsonNode.class).path("segments")) {
      segments.add(new CompleteSegment(one.path("etag").asText(null), null, null, null));
    }
    return segments;
  }

  private void checkSegment(int number, StoredSegment stored, CompleteSegment told) {
    if (stored.etag == null || !stored.etag.equals(told.etag())) {
      throw Refusal.field(422, "etag", "of segment " + number + " is not the one storage answered");
    }
    if (world.completion() == World.Completion.ETAG_ONLY) {
      return;
    }
    checkSame("size", number, stored.size, told.size());
    checkSame("sha256", number, stored.sha256, told.sha256());
    if (stored.md5 != null || told.md5() != null) {
      checkSame("md5", number, stored.md5, told.md5());
    }
  }

  private static void checkSame(String field, int number, Object stored, Object told) {
    if (told == null) {
      throw Refusal.field(422, field, "of segment " + number + " can't be blank");
    }
    if (!told.equals(stored)) {
      throw Refusal.field(422, field, "of segment " + number + " is not that of the creation");
    }
  }

  private SandboxUpload find(String account, long project, String uuid) {
    SandboxUpload upload = state.upload(uuid);
    if (upload == null || upload.projectId() != project) {
      throw Refusal.notFound();
    }
    if (!upload.account().equals(account)) {
      throw Refusal.message(403, "The upload is another account's");
    }
    if (!upload.progress().associated
        && upload.createdAt().plus(settings.uploadTtl()).isBefore(Instant.now())) {
      throw Refusal.message(world.goneStatus(), "The upload is not there any more");
    }
    return upload;
  }

  /** With fresh URLs where the world hands them out, and otherwise with none. */
  private Map<String, Object> looked(SandboxUpload upload) {
    boolean fresh =
        world.freshUrls() && upload.kind() == Kind.SEGMENTED && !upload.progress().complete;
    if (fresh) {
      for (int i = 0; i < upload.segments().size(); i++) {
        if (upload.segments().get(i).etag == null) {
          upload.segments().get(i).target = target(upload.uuid(), i);
        }
      }
      state.urlsIssued(upload, Instant.now());
    }
    return shown(upload, fresh);
  }

  private Map<String, Object> shown(SandboxUpload upload, boolean withUrls) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("uuid", upload.uuid());
    shown.put("status", status(upload));
    String origin = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    if (upload.kind() == Kind.SEGMENTED) {
      shown.put(
          "segments",
          upload.segments().stream()
              .map(one -> shown(upload, one, withUrls ? origin : null))
              .toList());
    } else if (withUrls) {
      shown.put("url", origin + upload.segments().get(0).target);
      Map<String, String> fields = new LinkedHashMap<>(upload.fields());
      fields.put("x-amz-security-token", null); // what has no value is not to be sent
      shown.put("fields", fields);
    }
    return shown;
  }

  private String status(SandboxUpload upload) {
    if (!upload.progress().complete) {
      return "ready";
    }
    return world.completed() == World.Completed.AVAILABLE ? "available" : "complete";
  }

  /** Its URL and headers too, unless there is no origin. */
  private Map<String, Object> shown(SandboxUpload upload, StoredSegment segment, String origin) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("size", segment.size);
    shown.put("sha256", segment.sha256);
    if (segment.md5 != null) {
      shown.put("md5", segment.md5);
    }
    if (origin != null) {
      shown.put("url", origin + segment.target);
      shown.put("headers", StorageServlet.signedHeaders(upload, segment, world));
    }
    return shown;
  }
}
