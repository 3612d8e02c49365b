package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Which fields a sidecar may give, by JSON Schema, and how a mistake is told. */
@Component
public class FieldRules {
  private static final int LONGEST_VALUE = 60;

  private final Map<Target, Schema> schemas = new EnumMap<>(Target.class);

  public FieldRules() throws IOException {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (Target target : Target.values()) {
      String file = target.name().toLowerCase(Locale.ROOT) + ".schema.json";
      try (InputStream schema = FieldRules.class.getResourceAsStream(file)) {
        schemas.put(
            target,
            registry.getSchema(
                new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON));
      }
    }
  }

  /** The schema of a field; missing if the target has no such field. */
  public JsonNode schemaOf(Target target, String field) {
    return properties(target).path(field);
  }

  /** The names of the fields that a target has, in order. */
  public Set<String> namesOf(Target target) {
    Set<String> names = new TreeSet<>();
    properties(target).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode properties(Target target) {
    return schemas.get(target).getSchemaNode().path("properties");
  }

  /**
   * @param sidecar the file's name, for the message
   * @throws RefusedDrop that names the file, the field and what is allowed
   */
  public void check(JsonNode fields, Target target, String sidecar) {
    Schema schema = schemas.get(target);
    List<Error> errors =
        schema.validate(
            fields,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    if (!errors.isEmpty()) {
      throw new RefusedDrop(
          sidecar + ": " + told(errors.get(0), fields, schema.getSchemaNode(), target));
    }
    fields
        .properties()
        .forEach(
            field -> {
              if (hasNul(field.getValue())) {
                throw new RefusedDrop(
                    sidecar + ": '" + field.getKey() + "' holds a character 0. Take it out.");
              }
              if (hasFraction(field.getValue())) {
                throw new RefusedDrop(
                    sidecar + ": " + toldOf(field.getKey(), fields, schema.getSchemaNode()));
              }
            });
  }

  /** To JSON Schema 7.0 and 1e3 are integers; Procore need not think so. */
  private static boolean hasFraction(JsonNode value) {
    for (JsonNode element : value) {
      if (hasFraction(element)) {
        return true;
      }
    }
    return value.isFloatingPointNumber();
  }

  /** No text of a person has it, and not every database and server takes it. */
  private static boolean hasNul(JsonNode value) {
    for (JsonNode element : value) {
      if (hasNul(element)) {
        return true;
      }
    }
    return value.isTextual() && value.asText().indexOf('\0') >= 0;
  }

  private String told(Error error, JsonNode fields, JsonNode schema, Target target) {
    if (error.getKeyword().equals("additionalProperties")) {
      return String.format(
          "'%s' is not a field of an %s. Allowed are: %s.",
          shortened(Shown.of(error.getProperty())),
          target.label(),
          String.join(", ", namesOf(target)));
    }
    if (error.getInstanceLocation().getNameCount() == 0) {
      return "it must hold fields, one a line, such as 'description: North facade'.";
    }
    return toldOf(error.getInstanceLocation().getName(0), fields, schema);
  }

  private static String toldOf(String field, JsonNode fields, JsonNode schema) {
    return String.format(
        "'%s' is %s. Allowed: %s.",
        field,
        shortened(Shown.of(fields.path(field).toString())),
        schema.path("properties").path(field).path("description").asText());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }
}
