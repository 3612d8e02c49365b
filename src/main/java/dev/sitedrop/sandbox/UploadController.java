package dev.sitedrop.sandbox;

import dev.sitedrop.sandbox.SandboxUpload.Kind;
import dev.sitedrop.sandbox.SandboxUpload.Progress;
import dev.sitedrop.sandbox.SandboxUpload.StoredSegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Uploads, v1.1: with segments, or as a form. */
@RestController
@RequestMapping("/rest/v1.1")
class UploadController {
  private static final long SMALLEST = 5_000_000;
  private static final long LARGEST = 5_000_000_000L;

  private final SandboxState state;
  private final SandboxProjects projects;
  private final SandboxSettings settings;

  UploadController(SandboxState state, SandboxProjects projects, SandboxSettings settings) {
    this.state = state;
    this.projects = projects;
    this.settings = settings;
  }

  record Create(
      String responseFilename, String responseContentType, List<CreateSegment> segments) {}

  record CreateSegment(Long size, String sha256, String md5) {}

  record Complete(List<CompleteSegment> segments) {}

  record CompleteSegment(String etag) {}

  @PostMapping("/projects/{project}/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> createForProject(@PathVariable long project, @RequestBody String body) {
    projects.check(project);
    return create(project, body);
  }

  @PostMapping("/companies/{company}/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> createForCompany(@PathVariable long company, @RequestBody String body) {
    checkCompany(company);
    return create(0, body);
  }

  @PatchMapping("/projects/{project}/uploads/{uuid}")
  Map<String, Object> completeForProject(
      @PathVariable long project, @PathVariable String uuid, @RequestBody String body) {
    projects.check(project);
    return complete(project, uuid, body);
  }

  @PatchMapping("/companies/{company}/uploads/{uuid}")
  Map<String, Object> completeForCompany(
      @PathVariable long company, @PathVariable String uuid, @RequestBody String body) {
    checkCompany(company);
    return complete(0, uuid, body);
  }

  @GetMapping("/projects/{project}/uploads/{uuid}")
  Map<String, Object> showForProject(@PathVariable long project, @PathVariable String uuid) {
    projects.check(project);
    return shown(find(project, uuid));
  }

  @GetMapping("/companies/{company}/uploads/{uuid}")
  Map<String, Object> showForCompany(@PathVariable long company, @PathVariable String uuid) {
    checkCompany(company);
    return shown(find(0, uuid));
  }

  private void checkCompany(long company) {
    if (company != settings.companyId()) {
      throw Refusal.message(404, "Not Found");
    }
  }

  private Map<String, Object> create(long project, String body) {
    Create wanted = StrictJson.read(body, Create.class);
    if (wanted.responseFilename() == null || wanted.responseFilename().isBlank()) {
      throw Refusal.field(422, "response_filename", "can't be blank");
    }
    String uuid = newUuid();
    if (wanted.segments() == null) {
      return createForm(uuid, project, wanted);
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
    return created(uuid, Kind.SEGMENTED, project, wanted, Map.of(), segments);
  }

  private Map<String, Object> createForm(String uuid, long project, Create wanted) {
    String target = "/storage/forms/bucket%2Fwith+plus~/" + uuid;
    StoredSegment whole = new StoredSegment(-1, null, null, target);
    return created(uuid, Kind.FORM, project, wanted, FormFields.of(uuid), List.of(whole));
  }

  private Map<String, Object> created(
      String uuid,
      Kind kind,
      long project,
      Create wanted,
      Map<String, String> fields,
      List<StoredSegment> segments) {
    SandboxUpload upload =
        new SandboxUpload(
            uuid,
            kind,
            project,
            wanted.responseFilename(),
            Objects.requireNonNullElse(wanted.responseContentType(), "application/octet-stream"),
            Instant.now(),
            fields,
            segments,
            new Progress());
    state.created(upload);
    return shown(upload);
  }

  static String newUuid() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 26).toUpperCase(Locale.ROOT);
  }

  private static void check(CreateSegment segment, boolean last) {
    if (segment.size() == null || segment.size() <= 0 || segment.size() > LARGEST) {
      throw Refusal.field(422, "size", "must be from 1 to 5000000000");
    }
    if (!last && segment.size() < SMALLEST) {
      throw Refusal.field(422, "size", "must be at least 5000000, but for the last segment");
    }
    if (segment.sha256() == null || !segment.sha256().matches("[0-9a-f]{64}")) {
      throw Refusal.field(422, "sha256", "is invalid");
    }
    if (segment.md5() != null && !segment.md5().matches("[0-9a-f]{32}")) {
      throw Refusal.field(422, "md5", "is invalid");
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

  private Map<String, Object> complete(long project, String uuid, String body) {
    SandboxUpload upload = find(project, uuid);
    Complete wanted = StrictJson.read(body, Complete.class);
    if (upload.kind() != Kind.SEGMENTED) {
      throw Refusal.message(422, "This upload is not completed by its segments");
    }
    int count = upload.segments().size();
    if (wanted.segments() == null || wanted.segments().size() != count) {
      throw Refusal.field(422, "segments", "must be " + count + ", in the order of creation");
    }
    for (int i = 0; i < count; i++) {
      String stored = upload.segments().get(i).etag;
      if (stored == null || !stored.equals(wanted.segments().get(i).etag())) {
        throw Refusal.field(422, "etag", "of segment " + i + " is not the one storage answered");
      }
    }
    if (!upload.isComplete()) {
      state.completed(upload);
    }
    return shown(upload);
  }

  private SandboxUpload find(long project, String uuid) {
    SandboxUpload upload = state.upload(uuid);
    if (upload == null
        || upload.kind() == Kind.UNIFIED
        || upload.projectId() != project
        || isGone(upload)) {
      throw Refusal.message(404, "Not Found");
    }
    return upload;
  }

  private boolean isGone(SandboxUpload upload) {
    return !upload.progress().associated
        && upload.createdAt().plus(settings.uploadTtl()).isBefore(Instant.now());
  }

  private static Map<String, Object> shown(SandboxUpload upload) {
    String origin = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    if (upload.kind() == Kind.FORM) {
      return Map.of(
          "uuid", upload.uuid(),
          "status", upload.status(Duration.ZERO),
          "url", origin + upload.segments().get(0).target,
          "fields", upload.fields());
    }
    List<Map<String, Object>> segments = new ArrayList<>();
    for (StoredSegment segment : upload.segments()) {
      Map<String, Object> headers = new LinkedHashMap<>();
      headers.put("x-amz-content-sha256", segment.sha256);
      headers.put("content-length", Long.toString(segment.size));
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("size", segment.size);
      shown.put("sha256", segment.sha256);
      if (segment.md5 != null) {
        shown.put("md5", segment.md5);
        headers.put(
            "content-md5",
            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(segment.md5)));
      }
      shown.put("url", origin + segment.target);
      shown.put("headers", headers);
      segments.add(shown);
    }
    return Map.of(
        "uuid", upload.uuid(), "status", upload.status(Duration.ZERO), "segments", segments);
  }
}
