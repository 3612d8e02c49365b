package dev.sitedrop.intake.folder;

import java.util.Arrays;
import java.util.List;
import org.apache.camel.util.AntPathMatcher;

/**
 * Which files of a source are for SiteDrop, by Ant patterns of their paths below its folder.
 *
 * @param include empty for all
 * @param exclude goes before include
 * @param recursive whether the subfolders of images are looked through
 */
record Wanted(List<String> include, List<String> exclude, boolean recursive) {
  static final Wanted ALL = new Wanted(List.of(), List.of(), true);

  /** Patterns with commas between them; white space around them does not count. */
  static List<String> patterns(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(p -> !p.isEmpty()).toList();
  }

  boolean matches(String path) {
    String unixPath = path.replace('\\', '/');
    return (include.isEmpty() || anyOf(include, unixPath)) && !anyOf(exclude, unixPath);
  }

  private static boolean anyOf(List<String> patterns, String path) {
    return patterns.stream()
        .anyMatch(pattern -> AntPathMatcher.INSTANCE.match(pattern, path, false));
  }
}
