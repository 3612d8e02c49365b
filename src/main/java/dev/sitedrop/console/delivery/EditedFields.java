package dev.sitedrop.console.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.ledger.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * Procore's fields as a form has them: each is text, an empty one is not sent, and a list has an
 * element a line.
 */
@Component
class EditedFields {
  private static final Set<String> LONG = Set.of("description", "comments");

  private final FieldRules rules;
  private final ObjectMapper json;

  EditedFields(FieldRules rules, ObjectMapper json) {
    this.rules = rules;
    this.json = json;
  }

  /** As a JSON object of the ledger holds them. */
  ObjectNode read(String fields) {
    try {
      return (ObjectNode) json.readTree(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds fields that are no JSON", e);
    }
  }

  List<FormField> form(Target target, JsonNode fields) {
    return form(target, name -> text(fields.path(name)));
  }

  /**
   * @param said gives what stands in the form for a field's name; null if nothing does
   */
  List<FormField> form(Target target, UnaryOperator<String> said) {
    List<FormField> form = new ArrayList<>();
    for (String name : rules.namesOf(target)) {
      JsonNode schema = rules.schemaOf(target, name);
      String type = schema.path("type").asText();
      String hint = schema.path("description").asText();
      String value = said.apply(name);
      form.add(
          new FormField(
              name,
              type.equals("array") ? hint + ": one a line" : hint,
              LONG.contains(name) || type.equals("array"),
              type.equals("boolean"),
              value == null ? "" : value));
    }
    return form;
  }

  /** What is not of a field's type stays text: the rules tell what is wrong with it. */
  ObjectNode read(Target target, UnaryOperator<String> said) {
    ObjectNode fields = json.createObjectNode();
    for (String name : rules.namesOf(target)) {
      String value = said.apply(name);
      if (value != null && !value.isBlank()) {
        fields.set(name, value(rules.schemaOf(target, name), value.strip()));
      }
    }
    return fields;
  }

  private static JsonNode value(JsonNode schema, String said) {
    return switch (schema.path("type").asText()) {
      case "integer" ->
          said.matches("-?\\d{1,18}") ? LongNode.valueOf(Long.parseLong(said)) : text(said);
      case "boolean" ->
          said.matches("true|false") ? BooleanNode.valueOf(said.equals("true")) : text(said);
      case "array" -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        said.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .forEach(line -> list.add(value(schema.path("items"), line)));
        yield list;
      }
      default -> text(said.replace("\r\n", "\n"));
    };
  }

  private static JsonNode text(String said) {
    return TextNode.valueOf(said);
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      StringJoiner lines = new StringJoiner("\n");
      value.forEach(one -> lines.add(one.asText()));
      return lines.toString();
    }
    return value.isMissingNode() || value.isNull() ? "" : value.asText();
  }
}
