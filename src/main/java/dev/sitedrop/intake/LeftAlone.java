package dev.sitedrop.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names that are no drops: downloads under way, what systems and programs leave behind, and our own
 * reasons and receipts. The list is {@code left-alone.txt}.
 */
public final class LeftAlone {
  private static final String LIST = "left-alone.txt";

  private enum Kind {
    UNDER_WAY,
    SYSTEMS,
    PHOTO_PROGRAMS,
    FOLDERS_ONLY
  }

  private static final Map<Kind, Names> KNOWN = known();

  /** Those that are known, and no others. */
  public static final LeftAlone KNOWN_ONES = new LeftAlone(FolderSettings.defaults());

  private final Names ofSettings;
  private final Names litterOfSettings;

  /** Those that are known, and those of the settings. */
  public LeftAlone(FolderSettings settings) {
    Set<String> patterns = new HashSet<>(settings.leftAlone());
    patterns.addAll(settings.folders().all());
    this.ofSettings = Names.of(patterns);
    this.litterOfSettings = Names.of(new HashSet<>(settings.leftAlone()));
  }

  /** Whether what has this name in a folder, a file or a folder itself, is no drop. */
  public boolean isSo(String name) {
    return ofSettings.has(name) || KNOWN.values().stream().anyMatch(names -> names.has(name));
  }

  /** Something that is under way, and will get another name when it is done. */
  public boolean isUnderWay(String name) {
    return KNOWN.get(Kind.UNDER_WAY).has(name);
  }

  /**
   * Why a file that somebody sent, or packed into a zip, is not taken, to be said behind its name:
   * systems and programs put it beside what he meant, or the settings want none of its kind. Empty
   * if it is taken.
   */
  public Optional<String> whyNotSent(String name) {
    if (KNOWN.get(Kind.SYSTEMS).has(name) || KNOWN.get(Kind.PHOTO_PROGRAMS).has(name)) {
      return Optional.of("is a file that systems or programs leave beside others");
    }
    return litterOfSettings.has(name)
        ? Optional.of("is left alone, for INTAKE_LEFT_ALONE says so of its name")
        : Optional.empty();
  }

  private static Map<Kind, Names> known() {
    Map<Kind, Set<String>> patterns = new EnumMap<>(Kind.class);
    Kind kind = null;
    for (String line : list().split("\n")) {
      String said = line.matches("\\s*#(\\s.*)?") ? "" : line.replaceAll("\\s+#\\s.*", "").strip();
      if (said.startsWith("[")) {
        kind =
            Kind.valueOf(
                said.substring(1, said.length() - 1).replace(' ', '_').toUpperCase(Locale.ROOT));
      } else if (!said.isEmpty()) {
        patterns.computeIfAbsent(kind, first -> new HashSet<>()).add(said.replace("\\r", "\r"));
      }
    }
    Map<Kind, Names> known = new EnumMap<>(Kind.class);
    patterns.forEach((of, some) -> known.put(of, Names.of(some)));
    return known;
  }

  private static String list() {
    try (InputStream in = LeftAlone.class.getResourceAsStream(LIST)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Patterns, sorted so that a folder of many thousand files is looked through at once. */
  private record Names(
      Set<String> whole, List<String> beginnings, List<String> endings, List<Pattern> others) {

    static Names of(Set<String> patterns) {
      Names names =
          new Names(new HashSet<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      patterns.forEach(pattern -> names.add(FoldedName.of(pattern)));
      return names;
    }

    private void add(String pattern) {
      String plain = pattern.replaceAll("^\\*|\\*$", "");
      if (plain.contains("*") || plain.contains("?") || pattern.matches("(?s)\\*.*\\*")) {
        others.add(Pattern.compile(regex(pattern), Pattern.DOTALL));
      } else if (pattern.startsWith("*")) {
        endings.add(plain);
      } else if (pattern.endsWith("*")) {
        beginnings.add(plain);
      } else {
        whole.add(plain);
      }
    }

    private static String regex(String pattern) {
      return pattern
          .codePoints()
          .mapToObj(
              c ->
                  c == '*'
                      ? ".*"
                      : c == '?' ? "." : Pattern.quote(new String(Character.toChars(c))))
          .collect(Collectors.joining());
    }

    boolean has(String name) {
      String folded = FoldedName.of(name);
      return whole.contains(folded)
          || endings.stream().anyMatch(folded::endsWith)
          || beginnings.stream().anyMatch(folded::startsWith)
          || others.stream().anyMatch(pattern -> pattern.matcher(folded).matches());
    }
  }
}
