package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FoldedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which names are sidecars, and of what. */
final class Sidecars {
  /** Windows hides ".txt", so that people do not see it behind the rest. */
  private static final List<String> ENDINGS =
      Stream.of(".yaml", ".yml", ".json").flatMap(e -> Stream.of(e, e + ".txt")).toList();

  /** What people write for the first of them. */
  private static final Set<String> MISSPELT =
      Set.of(".yam", ".yalm", ".ymal", ".yamll", ".yamle", ".yaaml", ".yanl", ".jason");

  private Sidecars() {}

  /** The name of the file that a sidecar of this name belongs to; empty if it is no such name. */
  static Optional<String> fileOf(String name) {
    return ending(name, ENDINGS).map(ending -> before(name, ending));
  }

  /** The same of a name that its writer took for that of a sidecar, and that is none. */
  static Optional<String> fileOfMisspelt(String name) {
    return ending(name, MISSPELT).map(ending -> before(name, ending));
  }

  private static String before(String name, String ending) {
    return name.substring(0, name.length() - ending.length());
  }

  private static Optional<String> ending(String name, Iterable<String> endings) {
    String folded = FoldedName.of(name.substring(Math.max(0, name.length() - 12)));
    for (String ending : endings) {
      if (folded.endsWith(ending) && name.length() > ending.length()) {
        return Optional.of(ending);
      }
    }
    return Optional.empty();
  }

  /** What a sidecar is called beside its file: the file's name and this. */
  static String endingOf(String name) {
    return ending(name, ENDINGS).or(() -> ending(name, MISSPELT)).orElse("");
  }

  static boolean isJson(String name) {
    return endingOf(name).startsWith(".json");
  }

  /** Whether a name can be nothing but a sidecar: that of a file with an extension of its own. */
  static boolean isSurely(String name) {
    return fileOf(name).filter(file -> file.lastIndexOf('.') > 0).isPresent();
  }

  /** Whether a sidecar's name has none of the endings that Windows adds unseen. */
  static boolean isWellSpelt(String name) {
    return !FoldedName.of(name).endsWith(".txt");
  }

  /** Whether this file makes its folder one accident log. */
  static boolean isOfGroup(String name) {
    return fileOf(name).filter(file -> FoldedName.of(file).equals("accident")).isPresent();
  }

  /** Whether somebody has meant it to, and has called it something else. */
  static boolean isAlmostOfGroup(String name) {
    String folded = FoldedName.of(name).strip();
    Optional<String> stem = fileOf(folded).or(() -> fileOfMisspelt(folded));
    return !isOfGroup(name)
        && (folded.equals("accident")
            || folded.equals("accident.txt")
            || stem.filter(one -> Likeness.isAlmost(one.strip(), "accident")).isPresent());
  }
}
