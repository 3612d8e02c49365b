package dev.sitedrop.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.ledger.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Procore's fields as a form says them: all of it is text, and the schema knows what is meant. */
final class TypedFields {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final FieldRules rules;

  TypedFields(FieldRules rules) {
    this.rules = rules;
  }

  /**
   * What is blank is not said. What does not fit its type stays text, so that the check of fields
   * can tell what it may be.
   *
   * @param target null if it is not known yet
   */
  ObjectNode of(Map<String, List<String>> said, Target target) {
    ObjectNode fields = JSON.objectNode();
    said.forEach(
        (name, values) -> {
          List<String> given = values.stream().filter(value -> !value.isBlank()).toList();
          if (!given.isEmpty()) {
            fields.set(name, typed(given, schema(name, target)));
          }
        });
    return fields;
  }

  private JsonNode schema(String name, Target target) {
    if (target != null) {
      return rules.schemaOf(target, name);
    }
    JsonNode ofImage = rules.schemaOf(Target.IMAGE, name);
    return ofImage.isMissingNode() ? rules.schemaOf(Target.ACCIDENT_LOG, name) : ofImage;
  }

  private static JsonNode typed(List<String> values, JsonNode schema) {
    if (!schema.path("type").asText().equals("array")) {
      return one(values.get(values.size() - 1), schema);
    }
    JsonNode items = schema.path("items");
    boolean areNumbers = items.path("type").asText().equals("integer");
    ArrayNode list = JSON.arrayNode();
    for (String value : values) {
      List<String> parts = areNumbers ? Arrays.asList(value.split("[,\\s]+")) : List.of(value);
      parts.stream().filter(part -> !part.isBlank()).forEach(part -> list.add(one(part, items)));
    }
    return list;
  }

  private static JsonNode one(String value, JsonNode schema) {
    String text = value.strip();
    return switch (schema.path("type").asText()) {
      case "integer" ->
          text.matches("-?\\d{1,18}") ? JSON.numberNode(Long.parseLong(text)) : JSON.textNode(text);
      case "boolean" ->
          text.matches("true|false") ? JSON.booleanNode(text.equals("true")) : JSON.textNode(text);
      default -> JSON.textNode(value);
    };
  }
}
