package dev.sitedrop;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
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
   * @param setting the name of the setting itself, with which the name begins
   */
  boolean has(ConfigurationPropertyName name, ConfigurationPropertyName setting) {
    int depth = setting.getNumberOfElements();
    if (name.getNumberOfElements() == depth) {
      return true;
    }
    if (!type.startsWith("java.util.")) {
      return false;
    }
    String element = type.replaceAll(".*[,<]\\s*|>", "");
    return !element.startsWith(OURS) || has(record(element), name, depth + 1);
  }

  private static Class<?> record(String type) {
    try {
      return Class.forName(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean has(Class<?> type, ConfigurationPropertyName name, int depth) {
    if (depth >= name.getNumberOfElements() || !type.isRecord()) {
      return true;
    }
    String wanted = name.getElement(depth, Form.UNIFORM);
    Optional<RecordComponent> component =
        Arrays.stream(type.getRecordComponents())
            .filter(one -> one.getName().equalsIgnoreCase(wanted))
            .findFirst();
    return component.isPresent() && has(component.get().getType(), name, depth + 1);
  }
}
