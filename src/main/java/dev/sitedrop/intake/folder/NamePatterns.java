package dev.sitedrop.intake.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns of file names: {@code *} for any characters, {@code ?} for one, in any case. */
record NamePatterns(List<Pattern> patterns) {
  static final NamePatterns NONE = new NamePatterns(List.of());
  static final NamePatterns ALL = of("include", "*");

  /**
   * @param parameter for the message
   * @param said patterns with commas between them
   */
  static NamePatterns of(String parameter, String said) {
    List<Pattern> patterns = new ArrayList<>();
    for (String glob : said.split(",", -1)) {
      if (glob.isBlank() || glob.contains("/") || glob.contains("**")) {
        throw new IllegalArgumentException(
            String.format(
                "%s is '%s'; it may be patterns of file names such as *.jpg,*.pdf, without folders",
                parameter, said));
      }
      StringBuilder regex = new StringBuilder();
      glob.strip()
          .codePoints()
          .forEach(
              c ->
                  regex.append(
                      c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
      patterns.add(
          Pattern.compile(
              regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }
    return new NamePatterns(patterns);
  }

  boolean match(String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
