package dev.sitedrop.intake;

import dev.sitedrop.ledger.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/**
 * Reads what a source file gives; what is wrong is an {@link IllegalArgumentException} that names
 * the parameter, what was said, and in plain words what it may be.
 */
public final class Parameter {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(ms|s|m|h|d)?)+");

  private Parameter() {}

  public static IllegalArgumentException mistake(String name, String said, String allowed) {
    return new IllegalArgumentException(name + " is '" + said + "'; it may be " + allowed);
  }

  public static int number(String name, String said, int least, int most) {
    if (!said.strip().matches("\\d{1,9}")
        || Integer.parseInt(said.strip()) < least
        || Integer.parseInt(said.strip()) > most) {
      throw mistake(name, said, "a whole number from " + least + " to " + most);
    }
    return Integer.parseInt(said.strip());
  }

  /** From such as {@code 1m30s}; Camel reads other words as no time at all. */
  public static Duration time(String name, String said) {
    if (!TIME.matcher(said.strip()).matches()) {
      throw mistake(name, said, "a time such as 500ms, 1s or 1m30s");
    }
    return Duration.ofMillis(TimeUtils.toMilliSeconds(said.strip()));
  }

  /** In bytes, from such as {@code 100MB}. */
  public static long size(String name, String said) {
    String text = said.strip().toUpperCase(Locale.ROOT);
    if (!text.matches("[1-9]\\d{0,5}(KB|MB|GB)")) {
      throw mistake(name, said, "a size such as 100MB");
    }
    int power = text.endsWith("KB") ? 10 : text.endsWith("MB") ? 20 : 30;
    return Long.parseLong(text.substring(0, text.length() - 2)) << power;
  }

  /** The project of all files of a source; null if it is empty. */
  public static String project(String said) {
    if (!said.isBlank() && !said.strip().matches(ProjectId.PATTERN)) {
      throw mistake("project", said, "Procore's project id, a number, or empty");
    }
    return said.isBlank() ? null : said.strip();
  }

  /** The target of all files of a source, by the name of its folder; null if it is empty. */
  public static Target target(String said) {
    if (said.isBlank()) {
      return null;
    }
    return Arrays.stream(Target.values())
        .filter(one -> one.folder().equals(said.strip()))
        .findFirst()
        .orElseThrow(() -> mistake("target", said, "images, accident_logs or empty"));
  }

  public static boolean yes(String name, String said) {
    String text = said.strip();
    if (!text.equals("true") && !text.equals("false")) {
      throw mistake(name, said, "true or false");
    }
    return text.equals("true");
  }

  public static <T extends Enum<T>> T one(String name, String said, Class<T> type) {
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
            Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList()));
  }
}
