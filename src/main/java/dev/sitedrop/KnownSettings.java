package dev.sitedrop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.SettingShape.UnknownWord;
import dev.sitedrop.intake.Nearest;
import dev.sitedrop.intake.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

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
    return types.keySet().stream()
        .filter(one -> one.equals(name) || one.isAncestorOf(name))
        .anyMatch(one -> unknown(name, one).isEmpty());
  }

  private Optional<UnknownWord> unknown(
      ConfigurationPropertyName name, ConfigurationPropertyName setting) {
    return new SettingShape(types.get(setting)).unknown(name, setting);
  }

  /**
   * What to do about a name that is ours and is not known: what is probably meant, and below a
   * setting what may be there.
   */
  String told(ConfigurationPropertyName name) {
    Optional<UnknownWord> below =
        types.keySet().stream()
            .filter(one -> one.isAncestorOf(name))
            .map(one -> unknown(name, one).orElseThrow())
            .filter(word -> !word.allowed().isEmpty())
            .findFirst();
    return below
        .map(KnownSettings::toldOf)
        .orElseGet(
            () ->
                Shown.of(name.toString())
                    + " is not known."
                    + isMeant(nearest(name))
                    + " docs/settings.md names all settings.");
  }

  private static String toldOf(UnknownWord word) {
    ConfigurationPropertyName name = word.name();
    String last = name.getLastElement(Form.ORIGINAL);
    String there = name.toString();
    String before = there.substring(0, there.length() - last.length());
    List<String> allowed = word.allowed();
    return Shown.of(there)
        + " is not known."
        + isMeant(Nearest.of(last, allowed).map(one -> before + one))
        + " There may be "
        + String.join(", ", allowed.subList(0, allowed.size() - 1))
        + " and "
        + allowed.get(allowed.size() - 1)
        + ".";
  }

  private static String isMeant(Optional<String> name) {
    return name.map(one -> " Is " + Shown.of(one) + " meant?").orElse("");
  }

  /** As many words are compared as the other name has, for below a list there are more. */
  private Optional<String> nearest(ConfigurationPropertyName name) {
    String first = name.getElement(0, Form.UNIFORM);
    Map<Integer, List<String>> byLength = new TreeMap<>(Comparator.reverseOrder());
    for (ConfigurationPropertyName one : types.keySet()) {
      if (first(one).equals(first(name))) {
        byLength
            .computeIfAbsent(one.getNumberOfElements(), length -> new ArrayList<>())
            .add(one.toString().substring(first.length() + 1));
      }
    }
    return byLength.entrySet().stream()
        .filter(ofLength -> ofLength.getKey() <= name.getNumberOfElements())
        .flatMap(
            ofLength ->
                Nearest.of(words(name.chop(ofLength.getKey())), ofLength.getValue()).stream())
        .map(one -> first + "." + one)
        .findFirst();
  }

  /** Without the first, which is the same for all, and without numbers in a list. */
  private static String words(ConfigurationPropertyName name) {
    return name.toString().replaceFirst("^[^.]+\\.", "").replaceAll("\\[[^\\]]*\\]", "");
  }

  /**
   * The one that a variable is not, but nearly.
   *
   * @param most how many letters may differ
   */
  Optional<String> besides(String variable, int most) {
    String said = Nearest.letters(variable);
    return types.keySet().stream()
        .filter(one -> variable.startsWith(WrongSetting.variable(first(one) + ".")))
        .map(Object::toString)
        .min(Comparator.comparingInt(one -> Nearest.distance(Nearest.letters(one), said)))
        .filter(one -> Nearest.distance(Nearest.letters(one), said) > 0)
        .filter(one -> Nearest.distance(Nearest.letters(one), said) <= most);
  }
}
