package dev.sitedrop.intake.folder;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.util.AntPathMatcher;

/**
 * Ant patterns of files, in any case. One without a slash is for the name, in whatever folder the
 * file lies; one with a slash is for the path below the source's folder.
 */
record FilePatterns(List<String> patterns) {
  static final FilePatterns NONE = new FilePatterns(List.of());

  /**
   * @param said patterns with commas between them; white space around them does not count
   */
  static FilePatterns of(String said) {
    return new FilePatterns(
        Arrays.stream(said.split(","))
            .map(String::strip)
            .filter(pattern -> !pattern.isEmpty())
            .map(pattern -> pattern.contains("/") ? pattern : "**/" + pattern)
            .toList());
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  boolean match(Path path) {
    String unixPath = path.toString().replace('\\', '/');
    return patterns.stream()
        .anyMatch(pattern -> AntPathMatcher.INSTANCE.match(pattern, unixPath, false));
  }
}
