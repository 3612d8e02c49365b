package dev.sitedrop.procore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Finds the words for a person in an error body, whatever its shape. */
final class ErrorText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 500;

  private ErrorText() {}

  /** The message, the field errors, or the start of what is no JSON; empty if there is nothing. */
  static String of(String body) {
    String text = body.strip();
    try {
      JsonNode json = JSON.readTree(text);
      List<String> words = new ArrayList<>();
      for (String key : List.of("message", "errors", "error", "error_description")) {
        collect("", json.path(key), words);
      }
      boolean empty = json.isContainerNode() && json.isEmpty();
      text = words.isEmpty() && !empty ? text : String.join("; ", words);
    } catch (JsonProcessingException notJson) {
      text = text.startsWith("<") ? text.replaceAll("<[^>]*>", " ").strip() : text;
    }
    text = text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static void collect(String prefix, JsonNode node, List<String> words) {
    if (node.isObject()) {
      node.properties().forEach(e -> collect(e.getKey() + " ", e.getValue(), words));
    } else if (node.isArray()) {
      node.forEach(element -> collect(prefix, element, words));
    } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
      words.add(prefix + node.asText());
    }
  }
}
