package dev.sitedrop.sandbox;

import dev.sitedrop.sandbox.SandboxUpload.Kind;
import dev.sitedrop.sandbox.SandboxUpload.Progress;
import dev.sitedrop.sandbox.SandboxUpload.StoredSegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Uploads, v2.1, of a project or of the company. */
@RestController
@RequestMapping("/rest/v2.1/companies/{company}")
class UnifiedUploadController {
  private static final long SMALLEST = 5_242_881;
  private static final long LARGEST = 104_857_600;
  private static final int MOST = 10_000;

  private final SandboxState state;
  private final SandboxProjects projects;
  private final SandboxSettings settings;

  UnifiedUploadController(SandboxState state, SandboxProjects projects, SandboxSettings settings) {
    this.state = state;
    this.projects = projects;
    this.settings = settings;
  }

  record Create(
      String fileName,
      Long fileSize,
      String contentType,
      String sha256,
      String md5,
      List<CreatePart> segments) {}

  record CreatePart(Long size, String sha256, String md5) {}

  record Complete(List<String> partEtags) {}

  @PostMapping("/projects/{project}/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> createForProject(
      @PathVariable long company, @PathVariable long project, @RequestBody String body) {
    check(company, project);
    return create(project, body);
  }

  @PostMapping("/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, Object> createForCompany(@PathVariable long company, @RequestBody String body) {
    check(company);
    return create(0, body);
  }

  @PatchMapping("/projects/{project}/uploads/{id}")
  Map<String, Object> completeForProject(
      @PathVariable long company,
      @PathVariable long project,
      @PathVariable String id,
      @RequestBody String body) {
    check(company, project);
    return complete(find(project, id), body);
  }

  @PatchMapping("/uploads/{id}")
  Map<String, Object> completeForCompany(
      @PathVariable long company, @PathVariable String id, @RequestBody String body) {
    check(company);
    return complete(find(0, id), body);
  }

  @GetMapping("/projects/{project}/uploads/{id}")
  Map<String, Object> showForProject(
      @PathVariable long company, @PathVariable long project, @PathVariable String id) {
    check(company, project);
    return renewedIfExpired(find(project, id));
  }

  @GetMapping("/uploads/{id}")
  Map<String, Object> showForCompany(@PathVariable long company, @PathVariable String id) {
    check(company);
    return renewedIfExpired(find(0, id));
  }

  private void check(long company, long project) {
    check(company);
    projects.check(project);
  }

  private void check(long company) {
    if (company != settings.companyId()) {
      throw Refusal.message(404, "Not Found");
    }
  }

  private Map<String, Object> create(long project, String body) {
    Create wanted = StrictJson.read(body, Create.class);
    checkFile(wanted);
    String id = UploadController.newUuid();
    List<StoredSegment> parts = new ArrayList<>();
    for (CreatePart part : wanted.segments()) {
      checkPart(part, parts.size() == wanted.segments().size() - 1);
      parts.add(
          new StoredSegment(
              part.size(), part.sha256(), part.md5(), UploadController.target(id, parts.size())));
    }
    long sum = parts.stream().mapToLong(part -> part.size).sum();
    if (sum != wanted.fileSize()) {
      throw Refusal.field(422, "file_size", "is not the sum of the segments");
    }
    SandboxUpload upload =
        new SandboxUpload(
            id,
            Kind.UNIFIED,
            project,
            wanted.fileName(),
            Objects.requireNonNullElse(wanted.contentType(), "application/octet-stream"),
            Instant.now(),
            Map.of(),
            parts,
            new Progress());
    state.created(upload);
    return shown(upload);
  }

  private static void checkFile(Create wanted) {
    if (wanted.fileName() == null || wanted.fileName().isBlank()) {
      throw Refusal.field(422, "file_name", "can't be blank");
    }
    if (wanted.fileSize() == null || wanted.fileSize() <= 0) {
      throw Refusal.field(422, "file_size", "must be positive");
    }
    if (wanted.sha256() == null || !wanted.sha256().matches("[0-9a-f]{64}")) {
      throw Refusal.field(422, "sha256", "is invalid");
    }
    if (wanted.segments() == null
        || wanted.segments().isEmpty()
        || wanted.segments().size() > MOST) {
      throw Refusal.field(422, "segments", "must be from 1 to 10000");
    }
  }

  private static void checkPart(CreatePart part, boolean last) {
    if (part.size() == null || part.size() <= 0 || part.size() > LARGEST) {
      throw Refusal.field(422, "size", "must be from 1 to 104857600");
    }
    if (!last && part.size() < SMALLEST) {
      throw Refusal.field(422, "size", "must be at least 5242881, but for the last part");
    }
    if (part.sha256() == null || !part.sha256().matches("[0-9a-f]{64}")) {
      throw Refusal.field(422, "sha256", "is invalid");
    }
    if (part.md5() != null && !part.md5().matches("[0-9a-f]{32}")) {
      throw Refusal.field(422, "md5", "is invalid");
    }
  }

  /** Null stands for a part that is missing yet; what is told is kept. */
  private Map<String, Object> complete(SandboxUpload upload, String body) {
    List<String> etags = StrictJson.read(body, Complete.class).partEtags();
    int count = upload.segments().size();
    if (etags == null || etags.size() != count) {
      throw Refusal.field(422, "part_etags", "must be " + count + ", in order");
    }
    for (int i = 0; i < count; i++) {
      String stored = upload.segments().get(i).etag;
      if (etags.get(i) != null && !etags.get(i).equals(stored)) {
        throw Refusal.field(422, "part_etags", "has another ETag for part " + i);
      }
    }
    for (int i = 0; i < count; i++) {
      if (etags.get(i) != null) {
        state.acknowledged(upload, i);
      }
    }
    boolean all = upload.segments().stream().allMatch(part -> part.acknowledged);
    if (all && !upload.isComplete()) {
      state.completed(upload);
    }
    return Map.of(
        "data", Map.of("upload_id", upload.uuid(), "status", upload.status(settings.processing())));
  }

  private SandboxUpload find(long project, String id) {
    SandboxUpload upload = state.upload(id);
    if (upload == null
        || upload.kind() != Kind.UNIFIED
        || upload.projectId() != project
        || isGone(upload)) {
      throw Refusal.message(404, "Not Found");
    }
    return upload;
  }

  private boolean isGone(SandboxUpload upload) {
    return !upload.progress().associated
        && upload.createdAt().plus(settings.unifiedTtl()).isBefore(Instant.now());
  }

  /** Fresh URLs for the parts whose ETag was not told yet. */
  private Map<String, Object> renewedIfExpired(SandboxUpload upload) {
    if (!upload.isComplete() && urlsExpireAt(upload).isBefore(Instant.now())) {
      for (int i = 0; i < upload.segments().size(); i++) {
        StoredSegment part = upload.segments().get(i);
        if (!part.acknowledged) {
          part.target = UploadController.target(upload.uuid(), i);
        }
      }
      state.urlsIssued(upload, Instant.now());
    }
    return shown(upload);
  }

  private Instant urlsExpireAt(SandboxUpload upload) {
    Instant issued = upload.progress().urlsIssuedAt;
    return (issued == null ? upload.createdAt() : issued).plus(settings.urlTtl());
  }

  private Map<String, Object> shown(SandboxUpload upload) {
    String origin = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    List<Map<String, Object>> parts = new ArrayList<>();
    for (StoredSegment part : upload.segments()) {
      Map<String, Object> shown = new LinkedHashMap<>();
      if (!part.acknowledged) {
        shown.put("url", origin + part.target);
        shown.put("url_expires_at", urlsExpireAt(upload).getEpochSecond());
        shown.put("headers", Map.of("Content-Length", Long.toString(part.size)));
      }
      parts.add(shown);
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("upload_id", upload.uuid());
    data.put("upload_expires_at", upload.createdAt().plus(settings.unifiedTtl()).getEpochSecond());
    data.put("segments", parts);
    data.put("status", upload.status(settings.processing()));
    return Map.of("data", data);
  }
}
