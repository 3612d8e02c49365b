package dev.sitedrop.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.sandbox.Resource.Kind;
import dev.sitedrop.sandbox.Resource.Taken;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Images of a project. */
@RestController
@RequestMapping("/rest/v1.0/images")
class ImageController {
  private final SandboxState state;
  private final World world;
  private final Association association;
  private final Paging paging;

  ImageController(SandboxState state, World world, Association association, Paging paging) {
    this.state = state;
    this.world = world;
    this.association = association;
    this.paging = paging;
  }

  /** Both documented bodies: a call bears {@code upload}, or the two names beside it. */
  record Create(Upload upload, String uploadUuid, String imageName, Image image) {
    String uuid() {
      return upload == null ? uploadUuid : upload.uuid();
    }

    String name() {
      return upload == null ? imageName : upload.imageName();
    }
  }

  record Upload(String source, String uuid, String imageName) {}

  record Image(
      String description,
      Long imageCategoryId,
      Long locationId,
      List<String> mtLocation,
      String logDate,
      Long dailyLogSegmentId,
      @JsonProperty("private") Boolean hidden,
      Boolean starred,
      List<Long> tradeIds,
      String providerType,
      Long providerId) {}

  @PostMapping
  ResponseEntity<ObjectNode> create(
      @RequestParam("project_id") long project,
      @RequestAttribute(ApiGate.ACCOUNT) String account,
      @RequestHeader(name = "Idempotency-Token", required = false) String token,
      @RequestBody String body)
      throws IOException {
    Optional<Resource> before = association.madeBefore(Kind.IMAGE, token, body);
    if (before.isPresent()) {
      return ResponseEntity.ok(shown(before.get()));
    }
    Create wanted = StrictJson.read(body, Create.class);
    checkForm(wanted);
    JsonNode fields = StrictJson.read(body, JsonNode.class).path("image");
    if (fields.isEmpty()) {
      throw Refusal.missing("image");
    }
    checkDate(wanted.image().logDate());
    checkName(wanted.name());
    List<SandboxUpload> uploads =
        association.find(List.of(wanted.uuid()), account, project, "upload_uuid");
    if (!isPicture(uploads.get(0))) {
      throw Refusal.field(422, "upload_uuid", "is not an image");
    }
    List<Taken> taken = association.take(uploads, wanted.name(), "upload_uuid");
    Resource image =
        new Resource(
            Kind.IMAGE,
            state.nextId(),
            project,
            account,
            Instant.now(),
            (ObjectNode) fields,
            taken,
            token,
            Digests.sha256(body));
    state.made(image);
    return ResponseEntity.status(201).body(shown(image));
  }

  /** One of the two forms, and never both in one body. */
  private void checkForm(Create wanted) {
    boolean guide = wanted.upload() != null;
    boolean reference = wanted.uploadUuid() != null || wanted.imageName() != null;
    if (guide && reference) {
      throw Refusal.errors(world.wrongImageBody(), "upload and upload_uuid exclude each other");
    }
    if (world.imageBody() == World.ImageBody.GUIDE && !guide) {
      throw wrongForm("upload", reference ? "upload_uuid" : null);
    }
    if (world.imageBody() == World.ImageBody.REFERENCE && !reference) {
      throw wrongForm("upload_uuid", guide ? "upload" : null);
    }
    if (wanted.uuid() == null || wanted.uuid().isBlank()) {
      throw Refusal.field(422, "upload_uuid", "can't be blank");
    }
  }

  private Refusal wrongForm(String missing, String unknown) {
    return switch (world.wrongImageBody()) {
      case 406 -> Refusal.unknownField(unknown == null ? missing : unknown);
      case 422 -> Refusal.field(422, missing, "can't be blank");
      default -> Refusal.missing(missing);
    };
  }

  private void checkName(String name) {
    if (name == null || name.isBlank()) {
      throw Refusal.field(422, "image_name", "can't be blank");
    }
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!world.imageExtensions().isEmpty() && !world.imageExtensions().contains(extension)) {
      throw Refusal.field(422, "image_name", "has an extension that is not allowed");
    }
  }

  private static void checkDate(String text) {
    try {
      if (text != null) {
        LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      throw Refusal.field(422, "log_date", "must be a date");
    }
  }

  @GetMapping
  ResponseEntity<List<ObjectNode>> list(
      @RequestParam("project_id") long project,
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request) {
    String[] times = range(parameters.get("filters[created_at]"));
    return paging.page(
        state.resources(Kind.IMAGE).stream()
            .filter(image -> image.projectId() == project && isVisible(image))
            .filter(image -> times == null || isWithin(image.madeAt(), times))
            .filter(image -> matches(image, parameters))
            .map(this::shown)
            .toList(),
        request);
  }

  private static boolean matches(Resource image, Map<String, String> parameters) {
    ObjectNode fields = image.fields();
    return is(parameters.get("filters[log_date]"), fields.path("log_date").asText())
        && is(parameters.get("filters[uploader_id]"), Long.toString(Tokens.id(image.account())))
        && is(parameters.get("filters[id]"), Long.toString(image.id()))
        && is(parameters.get("filters[private]"), Boolean.toString(isPrivate(image)))
        && is(parameters.get("image_category_id"), fields.path("image_category_id").asText())
        && contains(
            image.taken().get(0).name() + " " + fields.path("description").asText(),
            parameters.get("filters[query]"));
  }

  /** Null asks for any; several values are parted by commas. */
  private static boolean is(String wanted, String value) {
    return wanted == null || List.of(wanted.split(",")).contains(value);
  }

  private static boolean contains(String text, String query) {
    return query == null || text.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
  }

  @GetMapping("/{id}")
  ObjectNode show(@PathVariable long id, @RequestParam("project_id") long project) {
    Resource image = state.resource(Kind.IMAGE, project, id);
    if (!isVisible(image)) {
      throw Refusal.notFound();
    }
    return shown(image);
  }

  private static boolean isPrivate(Resource image) {
    return image.fields().path("private").asBoolean();
  }

  private boolean isVisible(Resource image) {
    return world.privateImagesListed() || !isPrivate(image);
  }

  /** From the first, and before the second; null if there is no filter. */
  private String[] range(String filter) {
    if (filter == null) {
      return null;
    }
    String[] times = filter.split("\\.\\.\\.", -1);
    boolean whole = world.createdAtFilter() == World.CreatedAtFilter.WHOLE_SECONDS;
    String time = whole ? "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ" : ".+";
    if (times.length != 2 || !times[0].matches(time) || !times[1].matches(time)) {
      throw Refusal.field(400, "filters[created_at]", "must be A...B, two times");
    }
    return times;
  }

  private static boolean isWithin(Instant time, String[] range) {
    try {
      return !time.isBefore(OffsetDateTime.parse(range[0]).toInstant())
          && time.isBefore(OffsetDateTime.parse(range[1]).toInstant());
    } catch (DateTimeParseException e) {
      throw Refusal.field(400, "filters[created_at]", "must be A...B, two times");
    }
  }

  /** {@code log_date} adds to the Daily Log and does not come back. */
  ObjectNode shown(Resource image) {
    Taken file = image.taken().get(0);
    SandboxUpload upload = state.upload(file.uuid());
    ObjectNode shown = image.fields().deepCopy();
    shown.remove(List.of("log_date", "daily_log_segment_id", "provider_type", "provider_id"));
    if (shown.has("location_id")) {
      shown.remove("mt_location");
    }
    String madeAt = image.madeAt().truncatedTo(ChronoUnit.SECONDS).toString();
    shown.put("id", image.id());
    shown.put("url", association.url(file));
    shown.put("thumbnail_url", association.url(file));
    shown.put("filename", association.name(file));
    shown.put("size", upload.size());
    shown.put("created_at", madeAt);
    shown.put("updated_at", madeAt);
    shown.putObject("uploader").put("id", Tokens.id(image.account())).put("name", image.account());
    return shown;
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
