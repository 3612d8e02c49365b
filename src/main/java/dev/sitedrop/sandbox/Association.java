package dev.sitedrop.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Takes uploads for a resource, if they can be. */
@Component
class Association {
  private final SandboxState state;
  private final SandboxSettings settings;

  Association(SandboxState state, SandboxSettings settings) {
    this.state = state;
    this.settings = settings;
  }

  /**
   * The uploads, complete, of this project and not taken yet; otherwise a 422 that names the field.
   */
  List<SandboxUpload> find(List<String> uuids, long projectId, String field) {
    List<SandboxUpload> found = new ArrayList<>();
    for (String uuid : uuids) {
      SandboxUpload upload = state.upload(uuid);
      if (upload == null || upload.projectId() != 0 && upload.projectId() != projectId) {
        throw Refusal.field(422, field, "is no upload of this project: " + uuid);
      }
      if (!upload.isAvailable(settings.processing())) {
        throw Refusal.field(422, field, "is not complete: " + uuid);
      }
      if (upload.createdAt().plus(settings.uploadTtl(upload.kind())).isBefore(Instant.now())) {
        throw Refusal.field(422, field, "has expired: " + uuid);
      }
      found.add(upload);
    }
    return found;
  }

  void take(List<SandboxUpload> uploads, String field) {
    if (!state.associate(uploads)) {
      throw Refusal.field(422, field, "is associated already");
    }
  }

  /** Where the bytes can be read back; contains the upload's uuid, as Procore's own URLs do. */
  static String url(SandboxUpload upload) {
    String origin = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    return origin
        + "/storage/downloads/"
        + upload.uuid()
        + "/"
        + UriUtils.encodePathSegment(upload.filename(), StandardCharsets.UTF_8);
  }
}
