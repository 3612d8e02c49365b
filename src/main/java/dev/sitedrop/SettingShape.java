package dev.sitedrop;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * What may stand below the name of a setting: nothing below a plain value, anything below a list or
 * a map, and below a record of ours what it has.
 *
 * @param type as Java writes it, with its arguments
 */
record SettingShape(String type) {
  private static final String OURS = "dev.sitedrop.";

  /**
   * A word that may not stand where it does.
   *
   * @param name as it was said, up to this word
   * @param allowed the words that may stand there; empty if none may
   */
  record UnknownWord(ConfigurationPropertyName name, List<String> allowed) {}

  /**
   * @param setting the name of the setting itself, with which the name begins
   * @return the first word that may not be there; empty if all may
   */
  Optional<UnknownWord> unknown(ConfigurationPropertyName name, ConfigurationPropertyName setting) {
    int depth = setting.getNumberOfElements();
    if (name.getNumberOfElements() == depth) {
      return Optional.empty();
    }
    if (!type.startsWith("java.util.")) {
      return Optional.of(new UnknownWord(name.chop(depth + 1), List.of()));
    }
    String element = type.replaceAll(".*[,<]\\s*|>", "");
    return element.startsWith(OURS) ? unknown(record(element), name, depth + 1) : Optional.empty();
  }

  private static Class<?> record(String type) {
    try {
      return Class.forName(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<UnknownWord> unknown(
      Class<?> type, ConfigurationPropertyName name, int depth) {
    if (depth >= name.getNumberOfElements() || !type.isRecord()) {
      return Optional.empty();
    }
    String wanted = name.getElement(depth, Form.UNIFORM);
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getName().equalsIgnoreCase(wanted)) {
        return unknown(component.getType(), name, depth + 1);
      }
    }
    return Optional.of(
        new UnknownWord(
            name.chop(depth + 1),
            Arrays.stream(type.getRecordComponents())
                .map(one -> one.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList()));
  }
}
