package dev.sitedrop.intake.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.ledger.Target;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the fields of one rule: they are what a sidecar may give, written as settings. */
final class RuleFields {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The one field that may be a name. */
  private static final String ALBUM = "image_category_id";

  private final int number;
  private final FieldRules rules;

  RuleFields(int number, FieldRules rules) {
    this.number = number;
    this.rules = rules;
  }

  /**
   * @param said null if nothing is
   * @param target of the rule; null if it says none: then a field may be one of any target
   * @return for each target the fields that it has
   * @throws WrongRule if a field is none, or its value is not allowed
   */
  Map<Target, ObjectNode> of(Map<String, Object> said, Target target) {
    Map<Target, ObjectNode> fields = new EnumMap<>(Target.class);
    if (said == null) {
      return fields;
    }
    if (said.isEmpty()) {
      throw new WrongRule(number, "then.fields is empty; give it fields, or take it out.");
    }
    for (Target one : target == null ? List.of(Target.values()) : List.of(target)) {
      fields.put(one, JSON.objectNode());
    }
    said.forEach((name, value) -> put(name, value, fields));
    fields.forEach(this::check);
    return fields;
  }

  private void put(String name, Object value, Map<Target, ObjectNode> fields) {
    boolean isKnown = false;
    for (Map.Entry<Target, ObjectNode> one : fields.entrySet()) {
      JsonNode schema = rules.schemaOf(one.getKey(), name);
      if (!schema.isMissingNode()) {
        one.getValue().set(name, read(value, schema));
        isKnown = true;
      }
    }
    if (!isKnown) {
      List<String> allowed = new ArrayList<>();
      fields.keySet().forEach(target -> allowed.addAll(rules.namesOf(target)));
      throw new WrongRule(
          number,
          "then.fields: '" + name + "' is no field. Allowed: " + String.join(", ", allowed) + ".");
    }
  }

  private void check(Target target, ObjectNode fields) {
    try {
      ObjectNode known = fields.deepCopy();
      if (isName(known.path(ALBUM))) {
        known.remove(ALBUM); // it is looked up when its project is known
      }
      rules.check(known, target, "then.fields");
      if (fields.has("datetime")) {
        LocalDate.parse(fields.get("datetime").asText().substring(0, 10));
      }
    } catch (RefusedDrop e) {
      throw new WrongRule(number, e.getMessage());
    } catch (DateTimeException e) {
      throw new WrongRule(
          number,
          "then.fields: 'datetime' is "
              + fields.get("datetime").asText()
              + ", a day that does not exist.");
    }
  }

  private static boolean isName(JsonNode album) {
    return album.isTextual()
        && !album.asText().isEmpty()
        && !album.asText().matches("-?[0-9.]+|true|false");
  }

  /** Properties know texts only, and lists as maps whose keys are numbers. */
  private static JsonNode read(Object value, JsonNode schema) {
    String type = schema.path("type").asText();
    if (type.equals("array") && (value instanceof Map || value instanceof Collection)) {
      ArrayNode list = JSON.arrayNode();
      Collection<?> elements =
          value instanceof Map<?, ?> map ? map.values() : (Collection<?>) value;
      elements.forEach(element -> list.add(read(element, schema.path("items"))));
      return list;
    }
    String text = String.valueOf(value).strip();
    if (type.equals("integer") && text.matches("-?\\d{1,18}")) {
      return JSON.numberNode(Long.parseLong(text));
    }
    if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    return JSON.textNode(text);
  }
}
