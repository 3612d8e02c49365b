package dev.sitedrop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The settings of ours, as the records say that they are read into. */
final class KnownSettings {
  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

  /** Their names, each with its type as Java writes it. */
  private final Map<ConfigurationPropertyName, String> types = new LinkedHashMap<>();

  private KnownSettings() {}

  /** What was written down when this program was built. */
  static KnownSettings ofThisProgram() {
    KnownSettings known = new KnownSettings();
    try (InputStream in = KnownSettings.class.getResourceAsStream(METADATA)) {
      for (JsonNode one : new ObjectMapper().readTree(in).path("properties")) {
        known.types.put(
            ConfigurationPropertyName.of(one.path("name").asText()), one.path("type").asText());
      }
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether its first word is one of ours. */
  boolean isOurs(ConfigurationPropertyName name) {
    return types.keySet().stream().anyMatch(one -> first(one).equals(first(name)));
  }

  private static ConfigurationPropertyName first(ConfigurationPropertyName name) {
    return name.chop(1);
  }

  /** Whether it is a setting, a part of one, or the beginning of some. */
  boolean isKnown(ConfigurationPropertyName name) {
    if (types.keySet().stream().anyMatch(name::isAncestorOf)) {
      return true;
    }
    return types.entrySet().stream()
        .filter(one -> one.getKey().equals(name) || one.getKey().isAncestorOf(name))
        .anyMatch(one -> new SettingShape(one.getValue()).has(name, one.getKey()));
  }

  /** The one that is written most alike, of one that is ours. */
  String nearest(ConfigurationPropertyName name) {
    return types.keySet().stream()
        .filter(one -> first(one).equals(first(name)))
        .map(Object::toString)
        .min(Comparator.comparingInt(one -> distance(one, name.toString())))
        .orElseThrow();
  }

  /**
   * The one that a variable is not, but nearly.
   *
   * @param most how many letters may differ
   */
  Optional<String> besides(String variable, int most) {
    String said = letters(variable);
    return types.keySet().stream()
        .filter(one -> variable.startsWith(WrongSetting.variable(first(one) + ".")))
        .map(Object::toString)
        .min(Comparator.comparingInt(one -> distance(letters(one), said)))
        .filter(one -> distance(letters(one), said) > 0 && distance(letters(one), said) <= most);
  }

  /** Spring takes a variable with and without what stands between its words. */
  private static String letters(String name) {
    return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
  }

  /** How many letters have to be put in, taken out or exchanged. */
  private static int distance(String one, String other) {
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int before = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int exchanged = before + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        before = row[j];
        row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
