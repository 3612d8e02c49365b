package dev.sitedrop.intake.mail;

import java.util.Locale;

/** Reads what a source file gives, and says in plain words what it may be. */
final class Parameter {
  private Parameter() {}

  static IllegalArgumentException mistake(String name, String said, String allowed) {
    return new IllegalArgumentException(name + " is '" + said + "'; it may be " + allowed);
  }

  static int number(String name, String said, int least, int most) {
    if (!said.strip().matches("\\d{1,9}")
        || Integer.parseInt(said.strip()) < least
        || Integer.parseInt(said.strip()) > most) {
      throw mistake(name, said, "a whole number from " + least + " to " + most);
    }
    return Integer.parseInt(said.strip());
  }

  /** In bytes, from such as {@code 100MB}. */
  static long size(String name, String said) {
    String text = said.strip().toUpperCase(Locale.ROOT);
    if (!text.matches("[1-9]\\d{0,5}(KB|MB|GB)")) {
      throw mistake(name, said, "a size such as 100MB");
    }
    int power = text.endsWith("KB") ? 10 : text.endsWith("MB") ? 20 : 30;
    return Long.parseLong(text.substring(0, text.length() - 2)) << power;
  }

  static boolean yes(String name, String said) {
    String text = said.strip();
    if (!text.equals("true") && !text.equals("false")) {
      throw mistake(name, said, "true or false");
    }
    return text.equals("true");
  }

  static <T extends Enum<T>> T one(String name, String said, Class<T> type) {
    for (T one : type.getEnumConstants()) {
      if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(said.strip())) {
        return one;
      }
    }
    throw mistake(
        name,
        said,
        String.join(
            ", ",
            java.util.Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList()));
  }
}
