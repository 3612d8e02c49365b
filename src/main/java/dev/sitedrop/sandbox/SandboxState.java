package dev.sitedrop.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.sandbox.Resource.Kind;
import dev.sitedrop.sandbox.SandboxUpload.Progress;
import dev.sitedrop.sandbox.SandboxUpload.StoredSegment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Everything the sandbox knows. The bytes are files; the rest is small, and journalled. */
@Component
class SandboxState {
  private final Path objects;
  private final Map<String, SandboxUpload> uploads = new ConcurrentHashMap<>();
  private final Map<String, SandboxUpload> uploadsByFileToken = new ConcurrentHashMap<>();
  private final Map<Long, Resource> resources = new ConcurrentSkipListMap<>();
  private final AtomicLong lastId;
  private final Journal journal;

  SandboxState(SandboxSettings settings) throws IOException {
    lastId = new AtomicLong(settings.firstId() - 1);
    objects = Files.createDirectories(settings.directory().resolve("objects"));
    journal = new Journal(settings.directory().resolve("journal.jsonl"), this::replay);
  }

  SandboxUpload upload(String uuid) {
    return uuid == null ? null : uploads.get(uuid);
  }

  /** By its uuid, or by what {@link #fileToken} tells of it. */
  SandboxUpload uploadOfUrl(String uuidOrToken) {
    return uploads.getOrDefault(uuidOrToken, uploadsByFileToken.get(uuidOrToken));
  }

  /** Stands for an upload in URLs, and does not tell its uuid. */
  static String fileToken(String uuid) {
    return Digests.sha256("file of " + uuid).substring(0, 40);
  }

  private void keep(SandboxUpload upload) {
    uploads.put(upload.uuid(), upload);
    uploadsByFileToken.put(fileToken(upload.uuid()), upload);
  }

  void created(SandboxUpload upload) {
    keep(upload);
    List<Map<String, Object>> segments = new ArrayList<>();
    for (StoredSegment s : upload.segments()) {
      segments.add(
          Map.of(
              "size",
              s.size,
              "sha256",
              Objects.requireNonNullElse(s.sha256, ""),
              "md5",
              Objects.requireNonNullElse(s.md5, ""),
              "target",
              s.target));
    }
    journal.write(
        "upload",
        Map.of(
            "uuid", upload.uuid(),
            "kind", upload.kind(),
            "account", upload.account(),
            "project", upload.projectId(),
            "filename", upload.filename(),
            "type", upload.contentType(),
            "created", upload.createdAt().toString(),
            "fields", upload.fields(),
            "segments", segments));
  }

  /** The bytes of a segment are in its file. */
  void stored(SandboxUpload upload, int number, long size, String sha256, String etag) {
    StoredSegment segment = upload.segments().get(number);
    segment.size = size;
    segment.sha256 = sha256;
    segment.etag = etag;
    journal.write(
        "segment",
        Map.of(
            "uuid", upload.uuid(),
            "segment", number,
            "size", size,
            "sha256", sha256,
            "etag", etag));
  }

  /** The segments that are missing go to other URLs from now on. */
  void urlsIssued(SandboxUpload upload, Instant at) {
    upload.progress().urlsIssuedAt = at;
    List<String> targets = upload.segments().stream().map(segment -> segment.target).toList();
    journal.write("urls", Map.of("uuid", upload.uuid(), "at", at.toString(), "targets", targets));
  }

  void completed(SandboxUpload upload) {
    upload.progress().complete = true;
    journal.write("complete", Map.of("uuid", upload.uuid()));
  }

  /** Takes the uploads for a resource: false, and none is taken, if one is taken already. */
  synchronized boolean associate(List<SandboxUpload> taken) {
    if (taken.stream().anyMatch(upload -> upload.progress().associated)) {
      return false;
    }
    taken.forEach(upload -> upload.progress().associated = true);
    return true;
  }

  long nextId() {
    return lastId.incrementAndGet();
  }

  void made(Resource resource) {
    resources.put(resource.id(), resource);
    journal.write("resource", Map.of("resource", StrictJson.MAPPER.valueToTree(resource)));
  }

  /** One at a time. */
  synchronized Resource changed(Resource resource, UnaryOperator<Resource> change) {
    Resource changed = change.apply(resources.get(resource.id()));
    made(changed);
    return changed;
  }

  /**
   * The resource of this kind.
   *
   * @throws Refusal 404 if the project has none of this id
   */
  Resource resource(Kind kind, long project, long id) {
    Resource resource = resources.get(id);
    if (resource == null || resource.kind() != kind || resource.projectId() != project) {
      throw Refusal.notFound();
    }
    return resource;
  }

  /** Of all projects, in the order of creation. */
  List<Resource> resources(Kind kind) {
    return resources.values().stream().filter(one -> one.kind() == kind).toList();
  }

  Path file(SandboxUpload upload, int segment) {
    return objects.resolve(upload.uuid() + "." + segment);
  }

  private void replay(JsonNode event) {
    SandboxUpload upload = upload(event.path("uuid").asText());
    switch (event.path("event").asText()) {
      case "upload" -> replayUpload(event);
      case "segment" -> {
        StoredSegment segment = upload.segments().get(event.path("segment").asInt());
        segment.size = event.path("size").asLong();
        segment.sha256 = event.path("sha256").asText();
        segment.etag = event.path("etag").asText();
      }
      case "urls" -> {
        upload.progress().urlsIssuedAt = Instant.parse(event.path("at").asText());
        for (int i = 0; i < upload.segments().size(); i++) {
          upload.segments().get(i).target = event.path("targets").path(i).asText();
        }
      }
      case "complete" -> upload.progress().complete = true;
      case "resource" -> replayResource(event.path("resource"));
      default -> {}
    }
  }

  private void replayUpload(JsonNode event) {
    List<StoredSegment> segments = new ArrayList<>();
    for (JsonNode s : event.path("segments")) {
      String sha256 = s.path("sha256").asText();
      String md5 = s.path("md5").asText();
      segments.add(
          new StoredSegment(
              s.path("size").asLong(),
              sha256.isEmpty() ? null : sha256,
              md5.isEmpty() ? null : md5,
              s.path("target").asText()));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    event.path("fields").properties().forEach(f -> fields.put(f.getKey(), f.getValue().asText()));
    keep(
        new SandboxUpload(
            event.path("uuid").asText(),
            SandboxUpload.Kind.valueOf(event.path("kind").asText()),
            event.path("account").asText(),
            event.path("project").asLong(),
            event.path("filename").asText(),
            event.path("type").asText(),
            Instant.parse(event.path("created").asText()),
            fields,
            segments,
            new Progress()));
  }

  private void replayResource(JsonNode node) {
    try {
      Resource resource = StrictJson.MAPPER.treeToValue(node, Resource.class);
      resources.put(resource.id(), resource);
      lastId.accumulateAndGet(resource.id(), Math::max);
      for (Resource.Taken one : resource.taken()) {
        lastId.accumulateAndGet(one.id(), Math::max);
        upload(one.uuid()).progress().associated = true;
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
