package dev.sitedrop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.convert.DurationStyle;

/**
 * The settings as the program knows them, as tables of Markdown, one for each first word of their
 * names: what they mean is the Javadoc of the records that they are read into.
 */
final class SettingsTable {
  private static final Path METADATA =
      Path.of("target/classes/META-INF/spring-configuration-metadata.json");
  private static final Pattern CODE =
      Pattern.compile("\\{@code ((?:[^{}]|\\{[^{}]*})*)}", Pattern.DOTALL);

  /** Those that are structures of their own, and have a page or section that tells. */
  private static final Map<String, String> ELSEWHERE =
      Map.of("procore.companies", "growing.md#several-companies", "intake.rules", "rules.md");

  private SettingsTable() {}

  static String all() throws IOException {
    Map<String, List<JsonNode>> groups = new TreeMap<>();
    for (JsonNode property : new ObjectMapper().readTree(METADATA.toFile()).path("properties")) {
      String name = property.path("name").asText();
      groups.computeIfAbsent(name.split("\\.")[0], group -> new ArrayList<>()).add(property);
    }
    StringBuilder page = new StringBuilder();
    groups.forEach(
        (group, properties) -> {
          page.append("\n## ").append(group).append(".*\n\n");
          page.append("| variable | may be | default | meaning |\n|---|---|---|---|\n");
          properties.forEach(property -> page.append(row(property)));
        });
    return page.toString();
  }

  private static String row(JsonNode property) {
    String name = property.path("name").asText();
    boolean elsewhere = ELSEWHERE.containsKey(name);
    return String.format(
        "| `%s` | %s | %s | %s |%n",
        elsewhere ? name : WrongSetting.variable(name),
        elsewhere ? "[see there](" + ELSEWHERE.get(name) + ")" : range(property),
        property.path("defaultValue").isMissingNode() ? "" : code(defaultOf(property)),
        meaning(property.path("description").asText()));
  }

  private static String defaultOf(JsonNode property) {
    JsonNode said = property.path("defaultValue");
    List<String> values = new ArrayList<>();
    if (said.isArray()) {
      said.forEach(one -> values.add(one.asText()));
    } else {
      values.add(said.asText().replaceAll("^\\[|]$", "").replace(", ", ","));
    }
    return String.join(",", values);
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String meaning(String description) {
    if (description.isBlank()) {
      throw new AssertionError("a setting has no description: give its record a @param");
    }
    return CODE.matcher(description).replaceAll("`$1`").replaceAll("\\s+", " ").replace("|", "\\|");
  }

  /** As the limits of its record say, or else its kind. */
  private static String range(JsonNode property) {
    Field field = field(property);
    String type = property.path("type").asText();
    if (field != null && field.isAnnotationPresent(Max.class)) {
      return field.getAnnotation(Min.class).value()
          + " to "
          + field.getAnnotation(Max.class).value();
    }
    if (field != null && field.isAnnotationPresent(DurationMax.class)) {
      return least(field.getAnnotation(DurationMin.class)) + " to " + most(field);
    }
    if (field != null && field.getType().isEnum()) {
      return Arrays.stream(field.getType().getEnumConstants())
          .map(one -> "`" + ((Enum<?>) one).name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
          .collect(Collectors.joining(", "));
    }
    return switch (type.replaceAll(".*\\.", "")) {
      case "Duration", "Keep" -> "a time";
      case "DataSize" -> "a size";
      case "Boolean" -> "`true`, `false`";
      case "URI" -> "an address";
      case "Path" -> "a path";
      case "Integer", "Long" -> "a number";
      default -> type.contains("Set<") || type.contains("List<") ? "with commas between" : "";
    };
  }

  private static Field field(JsonNode property) {
    try {
      String[] words = property.path("name").asText().replaceAll(".*\\.", "").split("-");
      StringBuilder name = new StringBuilder(words[0]);
      Arrays.stream(words)
          .skip(1)
          .forEach(
              word ->
                  name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                      .append(word.substring(1)));
      return Class.forName(property.path("sourceType").asText()).getDeclaredField(name.toString());
    } catch (ReflectiveOperationException notOfARecord) {
      return null;
    }
  }

  private static String least(DurationMin least) {
    return least == null
        ? "0"
        : shown(
            Duration.ofMillis(least.millis())
                .plusSeconds(least.seconds())
                .plusMinutes(least.minutes())
                .plusHours(least.hours())
                .plusDays(least.days()));
  }

  private static String most(Field field) {
    DurationMax most = field.getAnnotation(DurationMax.class);
    return shown(
        Duration.ofMillis(most.millis())
            .plusSeconds(most.seconds())
            .plusMinutes(most.minutes())
            .plusHours(most.hours())
            .plusDays(most.days()));
  }

  /** In the largest unit that leaves no rest. */
  private static String shown(Duration time) {
    if (time.toMillis() % 1000 != 0) {
      return DurationStyle.SIMPLE.print(time);
    }
    long seconds = time.toSeconds();
    return seconds % 86_400 == 0 && seconds > 0
        ? seconds / 86_400 + "d"
        : seconds % 3600 == 0 && seconds > 0
            ? seconds / 3600 + "h"
            : seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** The page with the tables between its two marks exchanged. */
  static String into(String page) {
    return Pattern.compile("(<!-- settings -->\n).*(\n<!-- end of settings -->)", Pattern.DOTALL)
        .matcher(page)
        .replaceAll(found -> found.group(1) + Matcher.quoteReplacement(tables()) + found.group(2));
  }

  private static String tables() {
    try {
      return all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
