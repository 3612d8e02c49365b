package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FoldedName;
import dev.sitedrop.intake.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which files of a folder give the fields of which: names meet as people mean them, not byte by
 * byte. It grows with the number of sidecars, not with that of files.
 */
final class SidecarIndex {
  static final SidecarIndex EMPTY = new SidecarIndex(Set.of());

  /** Each is compared with all files. */
  private static final int MOST_WITHOUT_FILE = 100;

  private static final Set<String> FILMS = Set.of("mov", "mp4");

  /** Of the makers of cameras. */
  private static final Set<String> RAWS =
      Set.of(
          "3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "iiq", "k25", "kdc", "mef",
          "mos", "mrw", "nef", "nrw", "orf", "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw",
          "x3f");

  /** Those that phones take. */
  private static final Set<String> PHOTOS = Set.of("heic", "heif", "jpg", "jpeg");

  private final Map<String, List<String>> sidecars = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final Map<String, Problem> problems = new HashMap<>();
  private final Map<String, List<String>> companions = new HashMap<>();
  private final Map<String, List<String>> photos = new HashMap<>();
  private final TakeoutIndex takeout;
  private String mark;

  /**
   * Why a file cannot be taken as it lies there.
   *
   * @param sidecar that is the matter
   */
  record Problem(String sidecar, String text) {}

  private SidecarIndex(Set<String> candidates) {
    takeout = new TakeoutIndex(candidates);
  }

  /** Lists the names of the folder, as often as it is asked. */
  interface Names {
    void each(java.util.function.Consumer<String> met) throws IOException;
  }

  static SidecarIndex of(Names names) throws IOException {
    Map<String, String> candidates = new HashMap<>();
    Map<String, List<String>> companions = new HashMap<>();
    names.each(
        name -> {
          Sidecars.fileOf(name)
              .or(() -> Sidecars.fileOfMisspelt(name))
              .ifPresent(file -> candidates.put(name, file));
          if (isFilm(name) || isRaw(name)) {
            companions
                .computeIfAbsent(FoldedName.of(stem(name)), first -> new ArrayList<>(1))
                .add(name);
          }
        });
    if (candidates.isEmpty() && companions.isEmpty()) {
      return EMPTY;
    }
    SidecarIndex index = new SidecarIndex(candidates.keySet());
    if (!companions.isEmpty()) {
      names.each(name -> index.pair(name, companions));
    }
    index.join(candidates, names);
    return index;
  }

  private void join(Map<String, String> candidates, Names names) throws IOException {
    Set<String> wanted = new HashSet<>();
    candidates.values().forEach(file -> wanted.add(FoldedName.of(file)));
    Map<String, List<String>> byName = new HashMap<>();
    Map<String, List<String>> byStem = new HashMap<>();
    names.each(
        name -> {
          if (!candidates.containsKey(name)) {
            takeout.add(name);
            note(byName, wanted, FoldedName.of(name), name);
            note(byStem, wanted, FoldedName.of(stem(name)), name);
          }
        });
    List<String> without = new ArrayList<>();
    candidates.forEach(
        (sidecar, file) -> {
          if (Sidecars.isOfGroup(sidecar)) {
            mark = sidecar;
          }
          List<String> of = owners(sidecar, file, byName, byStem);
          if (of.isEmpty()) {
            if (!takeout.has(sidecar)) {
              without.add(sidecar);
            }
          } else if (of.size() > 1) {
            tell(sidecar, of, severalOf(sidecar, of));
          } else if (Sidecars.fileOf(sidecar).isEmpty()) {
            tell(sidecar, of, seemsToBeOf(sidecar, of.get(0)));
          } else {
            give(sidecar, of.get(0));
          }
        });
    takeout.decide(files);
    if (!without.isEmpty() && without.size() <= MOST_WITHOUT_FILE) {
      findNear(without, candidates, names);
    }
  }

  private void pair(String photo, Map<String, List<String>> byStem) {
    List<String> of = isPhoto(photo) ? byStem.get(FoldedName.of(stem(photo))) : null;
    if (of != null) {
      companions.put(photo, of);
      of.forEach(one -> photos.computeIfAbsent(one, first -> new ArrayList<>(1)).add(photo));
    }
  }

  /** Those that phones take. */
  static boolean isPhoto(String name) {
    return PHOTOS.contains(extension(name));
  }

  private static void note(
      Map<String, List<String>> into, Set<String> wanted, String key, String name) {
    if (wanted.contains(key)) {
      into.computeIfAbsent(key, first -> new ArrayList<>(1)).add(name);
    }
  }

  /** The file that is called so; else those that are but for case; else those of this stem. */
  private static List<String> owners(
      String sidecar,
      String file,
      Map<String, List<String>> byName,
      Map<String, List<String>> byStem) {
    List<String> alike = byName.getOrDefault(FoldedName.of(file), List.of());
    if (alike.contains(file)) {
      return List.of(file);
    }
    if (!alike.isEmpty() || Sidecars.isOfGroup(sidecar)) {
      return alike;
    }
    List<String> ofStem = byStem.getOrDefault(FoldedName.of(file), List.of());
    List<String> photos = ofStem.stream().filter(name -> !isFilm(name) && !isRaw(name)).toList();
    return photos.isEmpty() ? ofStem : photos;
  }

  /** Such a film lies beside its photo. */
  static boolean isFilm(String name) {
    return FILMS.contains(extension(name));
  }

  /** So the makers of cameras call raw photos. */
  static boolean isRaw(String name) {
    return RAWS.contains(extension(name));
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private void findNear(List<String> without, Map<String, String> candidates, Names names)
      throws IOException {
    Map<String, List<String>> near = new HashMap<>();
    names.each(
        name -> {
          for (String sidecar : candidates.containsKey(name) ? List.<String>of() : without) {
            if (isNear(candidates.get(sidecar), name) && !sidecars.containsKey(name)) {
              near.computeIfAbsent(sidecar, first -> new ArrayList<>(1)).add(name);
            }
          }
        });
    near.forEach(
        (sidecar, of) ->
            tell(
                sidecar,
                of,
                of.size() == 1 ? seemsToBeOf(sidecar, of.get(0)) : severalOf(sidecar, of)));
  }

  private static boolean isNear(String meant, String name) {
    boolean hasExtension = meant.lastIndexOf('.') > 0;
    String is = hasExtension ? name : stem(name);
    return Likeness.isAlmost(meant, is)
        || hasExtension && FoldedName.of(stem(meant)).equals(FoldedName.of(stem(name)));
  }

  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String seemsToBeOf(String sidecar, String file) {
    String right = file + ".yaml";
    return Shown.of(sidecar)
        + " seems to give the fields of "
        + Shown.of(file)
        + ", but is not called so. If it does, call it "
        + Shown.of(right)
        + "; if not, put it beside its own file.";
  }

  private static String severalOf(String sidecar, List<String> of) {
    String first = of.stream().sorted().findFirst().orElseThrow();
    return Shown.of(sidecar)
        + " may give the fields of "
        + Shown.of(String.join(" or of ", of.stream().sorted().limit(3).toList()))
        + ". Call it after the whole name of one of them, such as "
        + Shown.of(first + ".yaml")
        + ".";
  }

  private void give(String sidecar, String file) {
    files.put(sidecar, file);
    sidecars.computeIfAbsent(file, first -> new ArrayList<>(1)).add(sidecar);
  }

  /** It lies beside the first of them then, and is set aside with it. */
  private void tell(String sidecar, List<String> of, String problem) {
    give(sidecar, of.stream().sorted().findFirst().orElseThrow());
    of.forEach(file -> problems.put(file, new Problem(sidecar, problem)));
  }

  /** The sidecars of a file, in order. */
  List<String> of(String file) {
    return sidecars.getOrDefault(file, List.of()).stream().sorted().toList();
  }

  /** The films and raw photos that are called like the photo. */
  List<String> companionsOf(String photo) {
    return companions.getOrDefault(photo, List.of());
  }

  /** The photos that are called like the film or raw photo. */
  List<String> photosOf(String companion) {
    return photos.getOrDefault(companion, List.of());
  }

  /** What may be of Google Takeout. */
  TakeoutIndex takeout() {
    return takeout;
  }

  /** The file that makes the folder one accident log. */
  Optional<String> mark() {
    return Optional.ofNullable(mark);
  }

  /** The file that it gives the fields of. */
  Optional<String> fileOf(String sidecar) {
    return Optional.ofNullable(files.get(sidecar));
  }

  /** Why the file cannot be taken as it lies there; empty if nothing is wrong. */
  Optional<Problem> problemOf(String file) {
    return Optional.ofNullable(problems.get(file));
  }
}
