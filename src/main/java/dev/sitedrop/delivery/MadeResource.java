package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An image or accident log as Procore shows it: in an answer to its creation, in a list, or by
 * itself. Read leniently, for nothing in it but the id decides whether it was made.
 */
record MadeResource(JsonNode json) {
  /** Such as Procore's {@code /data} around an answer of its REST v2. */
  private static final List<String> ENVELOPES = List.of("/data", "/accident_log", "/image");

  /** Procore's id, a number or the digits of one; null if there is none. */
  Long id() {
    Long id = id(json.path("id"));
    for (String envelope : ENVELOPES) {
      id = id == null ? id(json.at(envelope + "/id")) : id;
    }
    return id;
  }

  /** Null if it is no id. */
  static Long id(JsonNode id) {
    String digits = id.isIntegralNumber() || id.isTextual() ? id.asText().strip() : "";
    return digits.matches("[1-9]\\d{0,18}") ? parsed(digits) : null;
  }

  private static Long parsed(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /** Where it, or its first file, can be seen; null if it does not tell. */
  String url() {
    String own = json.path("url").asText("");
    return own.isBlank()
        ? files().stream()
            .map(file -> file.path("url").asText(""))
            .filter(url -> !url.isBlank())
            .findFirst()
            .orElse(null)
        : own;
  }

  /** The URLs of it and its files, without those that are missing. */
  List<String> urls() {
    List<String> urls = new ArrayList<>();
    urls.add(json.path("url").asText(""));
    files().forEach(file -> urls.add(file.path("url").asText("")));
    urls.removeIf(String::isBlank);
    return urls;
  }

  /** An accident log's files, as far as it shows them. */
  List<JsonNode> files() {
    List<JsonNode> files = new ArrayList<>();
    json.path("attachments").forEach(files::add);
    return files;
  }

  /** What a file, or an image itself, is called; empty if it does not tell. */
  static String name(JsonNode file) {
    String filename = file.path("filename").asText("");
    return filename.isBlank() ? file.path("name").asText("") : filename;
  }
}
