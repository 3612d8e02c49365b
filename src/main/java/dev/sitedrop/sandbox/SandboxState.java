package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.SandboxUpload.Progress;
import dev.sitedrop.sandbox.SandboxUpload.StoredSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Everything the sandbox knows. The bytes are files; the rest is small, and journalled. */
@Component
class SandboxState {
  /** What can be created and listed. */
  enum Kind {
    IMAGE,
    ACCIDENT_LOG,
    CATEGORY
  }

  private final Path objects;
  private final Map<String, SandboxUpload> uploads = new ConcurrentHashMap<>();
  private final Map<Kind, Map<Long, ObjectNode>> resources =
      Map.of(
          Kind.IMAGE, new ConcurrentSkipListMap<>(),
          Kind.ACCIDENT_LOG, new ConcurrentSkipListMap<>(),
          Kind.CATEGORY, new ConcurrentSkipListMap<>());
  private final AtomicLong lastId = new AtomicLong(1000);
  private final Journal journal;

  SandboxState(SandboxSettings settings) throws IOException {
    objects = Files.createDirectories(settings.directory().resolve("objects"));
    journal = new Journal(settings.directory().resolve("journal.jsonl"), this::replay);
  }

  SandboxUpload upload(String uuid) {
    return uuid == null ? null : uploads.get(uuid);
  }

  void created(SandboxUpload upload) {
    uploads.put(upload.uuid(), upload);
    List<Map<String, Object>> segments = new ArrayList<>();
    for (StoredSegment s : upload.segments()) {
      segments.add(
          Map.of(
              "size",
              s.size,
              "sha256",
              s.sha256 == null ? "" : s.sha256,
              "md5",
              s.md5 == null ? "" : s.md5,
              "target",
              s.target));
    }
    journal.write(
        "upload",
        Map.of(
            "uuid", upload.uuid(),
            "kind", upload.kind(),
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
            "uuid",
            upload.uuid(),
            "segment",
            number,
            "size",
            size,
            "sha256",
            sha256,
            "etag",
            etag));
  }

  /** The client has told the ETag of a part, which is kept. */
  void acknowledged(SandboxUpload upload, int number) {
    upload.segments().get(number).acknowledged = true;
    journal.write("acknowledged", Map.of("uuid", upload.uuid(), "segment", number));
  }

  /** The parts that are missing go to other URLs from now on. */
  void urlsIssued(SandboxUpload upload, Instant at) {
    upload.progress().urlsIssuedAt = at;
    List<String> targets = upload.segments().stream().map(segment -> segment.target).toList();
    journal.write("urls", Map.of("uuid", upload.uuid(), "at", at.toString(), "targets", targets));
  }

  void completed(SandboxUpload upload) {
    upload.progress().completedAt = Instant.now();
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

  /** Keeps a resource; its uploads are named by the field {@code uploads} of the node. */
  void made(Kind kind, ObjectNode resource) {
    resources.get(kind).put(resource.path("id").asLong(), resource);
    journal.write("resource", Map.of("kind", kind, "resource", resource));
  }

  ObjectNode resource(Kind kind, long id) {
    return resources.get(kind).get(id);
  }

  /** In the order of creation. */
  Collection<ObjectNode> resources(Kind kind) {
    return resources.get(kind).values();
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
      case "acknowledged" ->
          upload.segments().get(event.path("segment").asInt()).acknowledged = true;
      case "urls" -> {
        upload.progress().urlsIssuedAt = Instant.parse(event.path("at").asText());
        for (int i = 0; i < upload.segments().size(); i++) {
          upload.segments().get(i).target = event.path("targets").path(i).asText();
        }
      }
      case "complete" -> upload.progress().completedAt = upload.createdAt();
      case "resource" -> replayResource(event);
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
    uploads.put(
        event.path("uuid").asText(),
        new SandboxUpload(
            event.path("uuid").asText(),
            SandboxUpload.Kind.valueOf(event.path("kind").asText()),
            event.path("project").asLong(),
            event.path("filename").asText(),
            event.path("type").asText(),
            Instant.parse(event.path("created").asText()),
            fields,
            segments,
            new Progress()));
  }

  private void replayResource(JsonNode event) {
    ObjectNode resource = (ObjectNode) event.path("resource");
    long id = resource.path("id").asLong();
    resources.get(Kind.valueOf(event.path("kind").asText())).put(id, resource);
    lastId.accumulateAndGet(id, Math::max);
    resource.path("uploads").forEach(uuid -> upload(uuid.asText()).progress().associated = true);
  }
}
