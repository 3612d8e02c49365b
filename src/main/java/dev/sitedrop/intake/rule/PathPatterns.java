package dev.sitedrop.intake.rule;

import java.util.List;
import java.util.Locale;
import org.apache.camel.util.AntPathMatcher;

/**
 * Which paths.
 *
 * @param patterns Ant's
 */
record PathPatterns(List<String> patterns) implements Condition {

  @Override
  public boolean holds(Candidate candidate) {
    return candidate.paths().stream()
        .map(path -> path.replace('\\', '/'))
        .anyMatch(
            path ->
                patterns.stream()
                    .anyMatch(pattern -> AntPathMatcher.INSTANCE.match(pattern, path, false)));
  }

  @Override
  public boolean isWiderThan(Condition other) {
    return ((PathPatterns) other)
        .patterns.stream()
            .allMatch(narrow -> patterns.stream().anyMatch(wide -> isWider(wide, narrow)));
  }

  private static boolean isWider(String one, String other) {
    String wide = one.toLowerCase(Locale.ROOT);
    String narrow = other.toLowerCase(Locale.ROOT);
    return wide.equals(narrow)
        || wide.equals("**")
        || isBelow(wide, narrow)
        || isAnywhere(wide, narrow)
        || isWiderByLetters(wide, narrow);
  }

  /** What begins with the same folders lies below them. */
  private static boolean isBelow(String wide, String narrow) {
    return wide.endsWith("/**") && narrow.startsWith(wide.substring(0, wide.length() - 2));
  }

  /** What ends with the same pattern ends so in any folder. */
  private static boolean isAnywhere(String wide, String narrow) {
    return wide.startsWith("**/")
        && (narrow.equals(wide.substring(3)) || narrow.endsWith(wide.substring(2)));
  }

  /**
   * A wildcard of the other, as long as it stands for letters of one folder's name only, is but
   * another letter that a star of this one stands for. A question mark stands for no star.
   */
  private static boolean isWiderByLetters(String wide, String narrow) {
    boolean isPlain = narrow.indexOf('*') < 0 && narrow.indexOf('?') < 0;
    boolean isOfStars = wide.indexOf('?') < 0 && !narrow.contains("**");
    return (isPlain || isOfStars) && AntPathMatcher.INSTANCE.match(wide, narrow, true);
  }
}
