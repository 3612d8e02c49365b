package dev.sitedrop.intake.folder;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which names are sidecars, and of what. */
final class Sidecars {
  static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json", ".YAML", ".YML", ".JSON");
  private static final Set<String> OF_A_GROUP =
      Set.of("accident.yaml", "accident.yml", "accident.json");

  private Sidecars() {}

  /** The name of the file that a sidecar of this name belongs to; empty if it is no such name. */
  static Optional<String> fileOf(String name) {
    return ENDINGS.stream()
        .filter(ending -> name.endsWith(ending) && name.length() > ending.length())
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .findFirst();
  }

  /** Whether a name can be nothing but a sidecar: that of a file with an extension of its own. */
  static boolean isSurely(String name) {
    return fileOf(name).filter(file -> file.lastIndexOf('.') > 0).isPresent();
  }

  /** Whether this file makes its folder one accident log. */
  static boolean isOfGroup(String name) {
    return OF_A_GROUP.contains(name.toLowerCase(Locale.ROOT));
  }
}
