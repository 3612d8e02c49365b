package dev.sitedrop.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.SandboxState.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
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

/** Images of a project. */
@RestController
@RequestMapping("/rest/v1.0/images")
class ImageController {
  private final SandboxState state;
  private final SandboxProjects projects;
  private final Association association;

  ImageController(SandboxState state, SandboxProjects projects, Association association) {
    this.state = state;
    this.projects = projects;
    this.association = association;
  }

  record Create(Upload upload, Image image) {}

  record Upload(String source, String uuid, String imageName) {}

  record Image(
      String description,
      Long imageCategoryId,
      Long locationId,
      List<String> mtLocation,
      String logDate,
      @JsonProperty("private") Boolean hidden,
      Boolean starred,
      List<Long> tradeIds,
      String providerType,
      Long providerId) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ObjectNode create(@RequestParam("project_id") long project, @RequestBody String body)
      throws IOException {
    projects.check(project);
    Create wanted = StrictJson.read(body, Create.class);
    if (wanted.upload() == null || wanted.upload().uuid() == null) {
      throw Refusal.field(422, "upload", "can't be blank");
    }
    if (wanted.upload().imageName() == null || wanted.upload().imageName().isBlank()) {
      throw Refusal.field(422, "image_name", "can't be blank");
    }
    LocalDate logDate = date(wanted.image() == null ? null : wanted.image().logDate());
    List<SandboxUpload> uploads =
        association.find(List.of(wanted.upload().uuid()), project, "uuid");
    SandboxUpload upload = uploads.get(0);
    if (!isPicture(upload)) {
      throw Refusal.field(422, "upload", "is not an image");
    }
    association.take(uploads, "uuid");
    ObjectNode image = StrictJson.MAPPER.createObjectNode();
    image.put("id", state.nextId());
    image.put("url", Association.url(upload));
    image.put("size", upload.size());
    image.put("filename", wanted.upload().imageName());
    if (wanted.image() != null) {
      image.setAll((ObjectNode) StrictJson.MAPPER.valueToTree(wanted.image()));
    }
    image.put("log_date", logDate.toString());
    image.put("created_at", Instant.now().toString());
    image.put("project_id", project);
    image.putArray("uploads").add(upload.uuid());
    state.made(Kind.IMAGE, image);
    return Paging.shown(image);
  }

  @GetMapping
  ResponseEntity<List<ObjectNode>> list(
      @RequestParam("project_id") long project,
      @RequestParam(name = "filters[log_date]", required = false) String logDate,
      @RequestParam(name = "filters[created_at]", required = false) String createdAt,
      @RequestParam(name = "filters[query]", required = false) String query,
      @RequestParam(name = "image_category_id", required = false) Long category,
      HttpServletRequest request) {
    projects.check(project);
    String[] range = createdAt == null ? null : createdAt.split("\\.\\.\\.", 2);
    return Paging.page(
        state.resources(Kind.IMAGE).stream()
            .filter(image -> image.path("project_id").asLong() == project)
            .filter(image -> logDate == null || image.path("log_date").asText().equals(logDate))
            .filter(image -> range == null || isWithin(image.path("created_at").asText(), range))
            .filter(image -> query == null || image.toString().contains(query))
            .filter(
                image -> category == null || image.path("image_category_id").asLong() == category)
            .toList(),
        request);
  }

  @GetMapping("/{id}")
  ObjectNode show(@PathVariable long id, @RequestParam("project_id") long project) {
    projects.check(project);
    ObjectNode image = state.resource(Kind.IMAGE, id);
    if (image == null || image.path("project_id").asLong() != project) {
      throw Refusal.message(404, "Not Found");
    }
    return Paging.shown(image);
  }

  private static boolean isWithin(String time, String[] range) {
    try {
      Instant at = Instant.parse(time);
      Instant from = Instant.parse(range[0]);
      return !at.isBefore(from) && (range.length < 2 || at.isBefore(Instant.parse(range[1])));
    } catch (DateTimeParseException e) {
      throw Refusal.field(400, "filters[created_at]", "must be A...B, two times");
    }
  }

  private static LocalDate date(String text) {
    try {
      return text == null ? LocalDate.now() : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.field(422, "log_date", "must be a date");
    }
  }

  /** By its first bytes. */
  private boolean isPicture(SandboxUpload upload) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(state.file(upload, 0))) {
      bytes = in.readNBytes(12);
    }
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    return head.startsWith("\u00FF\u00D8\u00FF")
        || head.startsWith("\u0089PNG")
        || head.startsWith("GIF8")
        || head.startsWith("BM")
        || head.startsWith("II*\0")
        || head.startsWith("MM\0*")
        || head.startsWith("ftyphe", 4)
        || head.startsWith("ftypmif", 4)
        || head.startsWith("ftypmsf", 4)
        || head.startsWith("RIFF") && head.endsWith("WEBP");
  }
}
