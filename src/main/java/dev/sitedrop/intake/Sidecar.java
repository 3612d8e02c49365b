package dev.sitedrop.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a sender says about a drop, beside the file.
 *
 * @param name the sidecar's file name as it may be shown; empty if there is none
 * @param fields as written; empty if there are none
 */
record Sidecar(String name, JsonNode fields) {
  /** In bytes; a sidecar is a few lines. */
  private static final int LARGEST = 64 * 1024;

  private static final Pattern HALF_A_CHARACTER = Pattern.compile("\\p{Cs}");

  private static final StreamReadConstraints SHALLOW =
      StreamReadConstraints.builder().maxNestingDepth(10).build();
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(SHALLOW)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads the one sidecar of a drop, if it has one.
   *
   * @throws RefusedDrop if there are several, or it cannot be understood
   */
  static Sidecar read(List<IncomingFile> sidecars) throws IOException {
    List<IncomingFile> ours = new ArrayList<>();
    for (IncomingFile one : sidecars) {
      if (!isForeign(one)) {
        ours.add(one);
      }
    }
    if (ours.isEmpty()) {
      return new Sidecar("", JsonNodeFactory.instance.objectNode());
    }
    IncomingFile file = ours.get(0);
    if (ours.size() > 1) {
      throw new RefusedDrop(
          "There are two files with fields, "
              + Shown.of(file.name())
              + " and "
              + Shown.of(ours.get(1).name())
              + ". Keep one of them.");
    }
    return new Sidecar(Shown.of(file.name()), parsed(file));
  }

  /**
   * What another program says of the file stays beside it, and is not for Procore; in a form or a
   * mail, what is no field is a mistake.
   */
  private static boolean isForeign(IncomingFile file) throws IOException {
    if (!isJson(file.name()) || file.isOurs()) {
      return false;
    }
    try (InputStream in = file.content().open()) {
      return ForeignJson.isIn(in);
    }
  }

  private static boolean isJson(String name) {
    return FoldedName.of(name).matches("(?s).*\\.json(\\.txt)?");
  }

  private static JsonNode parsed(IncomingFile file) throws IOException {
    String name = Shown.of(file.name());
    byte[] bytes;
    try (InputStream in = file.content().open()) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new RefusedDrop(name + " is larger than 64 kB: it holds more than fields.");
    }
    String text = PlainText.of(bytes, name);
    boolean json = isJson(file.name());
    try {
      JsonNode fields =
          text.isBlank() ? null : json ? JSON.readTree(text) : YamlFields.of(text, name);
      if (fields != null && hasBinary(fields)) {
        throw new RefusedDrop(name + " holds binary data. Write plain text.");
      }
      if (fields != null && HALF_A_CHARACTER.matcher(values(fields)).find()) {
        throw new RefusedDrop(
            name + " holds half a character (a lone surrogate such as \\ud83d). Write it whole.");
      }
      boolean empty = fields == null || fields.isNull() || fields.isMissingNode();
      return empty ? JsonNodeFactory.instance.objectNode() : fields;
    } catch (YamlFields.NotReadable e) {
      throw invalid(name, e.line(), false);
    } catch (JsonProcessingException e) {
      throw invalid(name, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), true);
    }
  }

  private static RefusedDrop invalid(String name, int line, boolean json) {
    return new RefusedDrop(
        name
            + (line > 0 ? ", line " + line : "")
            + ": this is not valid "
            + (json ? "JSON" : "YAML")
            + ". Write "
            + (json
                ? "one object, such as {\"description\": \"North facade\"}."
                : "one field a line, such as 'description: North facade'."));
  }

  private static boolean hasBinary(JsonNode node) {
    for (JsonNode below : node) {
      if (below.isBinary() || hasBinary(below)) {
        return true;
      }
    }
    return node.isBinary();
  }

  /** All texts of it, one after the other. */
  private static String values(JsonNode node) {
    StringBuilder all = new StringBuilder();
    node.forEach(below -> all.append(below.isContainerNode() ? values(below) : below.asText()));
    return all.append(node.isTextual() ? node.asText() : "").toString();
  }

  /** A copy that may be completed; call it when the fields are known to be an object. */
  ObjectNode copy() {
    return fields.deepCopy();
  }
}
