package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FoldedName;
import dev.sitedrop.intake.picture.TakeoutName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which JSON files of a folder are called as Google Takeout calls what it writes about which photo,
 * by their names alone. One photo keeps the JSON; others, which were edited of it, only use it.
 */
final class TakeoutIndex {
  private final Map<String, List<String>> byKey = new HashMap<>();
  private final Map<String, List<String>> photos = new HashMap<>();
  private final Map<String, String> keepers = new HashMap<>();
  private final Map<String, List<String>> jsons = new HashMap<>();

  TakeoutIndex(Collection<String> sidecars) {
    for (String json : sidecars) {
      TakeoutName.keysOf(FoldedName.of(json))
          .forEach(key -> byKey.computeIfAbsent(key, first -> new ArrayList<>(1)).add(json));
    }
  }

  /** Notes it for each JSON that is named for it. */
  void add(String photo) {
    String folded = FoldedName.of(photo);
    Set<String> near = new HashSet<>();
    for (String key : TakeoutName.keysOfPhoto(folded)) {
      near.addAll(byKey.getOrDefault(key, List.of()));
    }
    for (String json : near) {
      if (TakeoutName.isNamedFor(FoldedName.of(json), folded)) {
        photos.computeIfAbsent(json, first -> new ArrayList<>(1)).add(photo);
      }
    }
  }

  /**
   * Decides who keeps each, when all photos are known. One whose name was cut so short that it fits
   * several photos is of none.
   *
   * @param owned whose fields a JSON gives by its name
   */
  void decide(Map<String, String> owned) {
    photos.forEach(
        (json, of) -> {
          List<String> originals =
              of.stream().filter(one -> !TakeoutName.isEdited(FoldedName.of(one))).toList();
          String owner = owned.get(json);
          if (owner == null && originals.size() <= 1) {
            owner =
                originals.isEmpty()
                    ? of.stream().sorted().findFirst().orElseThrow()
                    : originals.get(0);
          }
          if (owner != null) {
            keepers.put(json, owner);
            of.forEach(
                photo -> jsons.computeIfAbsent(photo, first -> new ArrayList<>(1)).add(json));
          }
        });
  }

  /** Whether it is named for a photo of the folder. */
  boolean has(String json) {
    return photos.containsKey(json);
  }

  /** The photo that it is moved with. */
  Optional<String> keeperOf(String json) {
    return Optional.ofNullable(keepers.get(json));
  }

  /** What may be about a photo, whoever keeps it. */
  List<String> about(String photo) {
    return jsons.getOrDefault(photo, List.of()).stream().sorted().toList();
  }

  /** The photos that use what another one keeps. */
  List<String> othersOf(String json) {
    String keeper = keepers.get(json);
    return photos.getOrDefault(json, List.of()).stream()
        .filter(photo -> !photo.equals(keeper))
        .toList();
  }
}
