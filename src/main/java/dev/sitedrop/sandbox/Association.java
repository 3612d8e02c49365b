package dev.sitedrop.sandbox;

import dev.sitedrop.sandbox.Resource.Kind;
import dev.sitedrop.sandbox.Resource.Taken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Takes uploads for a resource, if they can be, and shows them as its files. */
@Component
class Association {
  private final SandboxState state;
  private final SandboxSettings settings;
  private final World world;

  Association(SandboxState state, SandboxSettings settings, World world) {
    this.state = state;
    this.settings = settings;
    this.world = world;
  }

  /**
   * The resource that a call with this {@code Idempotency-Token} has made before, where the world
   * honours such tokens.
   *
   * @param token null if the call bears none
   * @throws Refusal 422 if that call had another body
   */
  Optional<Resource> madeBefore(Kind kind, String token, String body) {
    if (token == null || world.idempotency() == World.Idempotency.IGNORED) {
      return Optional.empty();
    }
    Optional<Resource> made =
        state.resources(kind).stream().filter(one -> token.equals(one.token())).findFirst();
    if (made.isPresent() && !made.get().bodySha256().equals(Digests.sha256(body))) {
      throw Refusal.errors(422, "Idempotency-Token was used with another body");
    }
    return made;
  }

  /** The uploads, complete, the account's own, of this project; otherwise a 422. */
  List<SandboxUpload> find(List<String> uuids, String account, long projectId, String field) {
    List<SandboxUpload> found = new ArrayList<>();
    for (String uuid : uuids) {
      SandboxUpload upload = state.upload(uuid);
      if (upload == null
          || !upload.account().equals(account)
          || upload.projectId() != 0 && upload.projectId() != projectId) {
        throw Refusal.field(422, field, "is no upload of this project and account: " + uuid);
      }
      if (!upload.progress().complete) {
        throw Refusal.field(422, field, "is not complete: " + uuid);
      }
      if (upload.createdAt().plus(settings.uploadTtl()).isBefore(Instant.now())) {
        throw Refusal.field(422, field, "has expired: " + uuid);
      }
      if (found.contains(upload)) {
        throw Refusal.field(422, field, "names an upload twice: " + uuid);
      }
      found.add(upload);
    }
    return found;
  }

  /**
   * Takes all of them or none: an upload is associated once.
   *
   * @param name of the file; null for that of the upload
   */
  List<Taken> take(List<SandboxUpload> uploads, String name, String field) {
    if (!state.associate(uploads)) {
      throw Refusal.field(422, field, "is associated already");
    }
    return uploads.stream()
        .map(
            upload ->
                new Taken(
                    state.nextId(),
                    upload.uuid(),
                    name == null ? upload.filename() : name,
                    Instant.now()))
        .toList();
  }

  /** As the world's answers have it. */
  String name(Taken file) {
    return world.names() == World.Names.KEPT
        ? file.name()
        : file.name().replaceAll("[^A-Za-z0-9.+-]", "_").toLowerCase(Locale.ROOT);
  }

  /** Where the bytes can be read back. */
  String url(Taken file) {
    String upload =
        world.urls() == World.Urls.UUID ? file.uuid() : SandboxState.fileToken(file.uuid());
    return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
        + "/storage/downloads/"
        + upload
        + "/"
        + UriUtils.encodePathSegment(name(file), StandardCharsets.UTF_8);
  }
}
