package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FoldedName;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.FoundDrop.Place;
import dev.sitedrop.intake.folder.FoundDrop.Ready;
import dev.sitedrop.intake.picture.TakeoutName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.util.ConcurrentLruCache;

/** Looks at a subfolder of {@code accident_logs}, which is one accident log with all its files. */
final class GroupScan {
  private static final long REMIND_AFTER = TimeUnit.MINUTES.toNanos(1);

  /** Accidents are given up, and folders renamed. */
  static final int MOST = 10_000;

  private final ReportedOnce reports;
  private final LeftAlone leftAlone;
  private final JsonFiles jsonFiles = new JsonFiles();
  private final LivePhotos livePhotos = new LivePhotos();
  private final ReportedOnce reminders = new ReportedOnce();
  private final ConcurrentLruCache<Path, Long> unmarkedSince =
      new ConcurrentLruCache<>(MOST, folder -> System.nanoTime());

  GroupScan(ReportedOnce reports, LeftAlone leftAlone) {
    this.leftAlone = leftAlone;
    this.reports = reports;
  }

  /** The drop that the folder is; empty as long as no {@code accident.yaml} lies in it. */
  Optional<FoundDrop> find(Place place, Path folder) throws IOException {
    List<FoundFile> all = new ArrayList<>();
    if (!collect(folder, all)) {
      return Optional.empty();
    }
    all.sort(Comparator.comparing(FoundFile::path));
    List<FoundFile> marks =
        all.stream()
            .filter(file -> file.path().getParent().equals(folder))
            .filter(file -> Sidecars.isOfGroup(file.name()))
            .toList();
    if (marks.isEmpty()) {
      remind(folder, all);
      return Optional.empty();
    }
    unmarkedSince.remove(folder);
    marks.stream().filter(mark -> !Sidecars.isWellSpelt(mark.name())).forEach(this::tellOfSpelling);
    all.removeAll(marks);
    List<FoundFile> kept =
        all.stream()
            .filter(
                file ->
                    isOfAnotherProgram(file, all)
                        || !place.watched().deletes() && isFilmOfAPhoto(file, all))
            .toList();
    all.removeAll(kept);
    if (all.isEmpty()) {
      String problem =
          "There is no file beside accident.yaml. Put at least one file into the folder.";
      return Optional.of(new FoundDrop(place, folder, all, marks, Ready.LACKING, problem));
    }
    return Optional.of(
        new FoundDrop(
            place, folder, all, marks, Company.of(kept), Ready.GROUP, strayFields(folder, all)));
  }

  private void tellOfSpelling(FoundFile mark) {
    reminders.warn(
        mark.path(),
        "Taken as accident.yaml: {}. Windows hides the ending .txt unless file name extensions are"
            + " shown",
        Shown.of(mark.path().toString()));
  }

  /** Whether all is there: no download is under way in the folder. */
  private boolean collect(Path folder, List<FoundFile> into) throws IOException {
    List<Path> underWay = new ArrayList<>(0);
    Listing.below(
        folder,
        path -> {
          if (leftAlone.isUnderWay(path.getFileName().toString())) {
            underWay.add(path);
          }
          return FolderScan.wanted(path, leftAlone);
        },
        (path, attributes, beside) -> {
          if (attributes.isRegularFile()) {
            into.add(new FoundFile(path, Stamp.of(attributes)));
          } else {
            reports.warn(
                path,
                "Left alone: {} is a link or a device, not a file",
                Shown.of(path.toString()));
          }
        });
    return underWay.isEmpty();
  }

  /** What another program says of one of the photos is no attachment. */
  private boolean isOfAnotherProgram(FoundFile file, List<FoundFile> all) {
    return Sidecars.isJson(file.name())
        && Sidecars.isSurely(file.name())
        && all.stream()
            .anyMatch(other -> !other.equals(file) && isNamedFor(file.name(), other.name()))
        && jsonFiles.isOfAnotherProgram(file);
  }

  private static boolean isNamedFor(String json, String photo) {
    String folded = FoldedName.of(json);
    String foldedPhoto = FoldedName.of(photo);
    return folded.startsWith(foldedPhoto + ".") || TakeoutName.isNamedFor(folded, foldedPhoto);
  }

  /** Nobody means to attach the film of a Live Photo; one without a photo is what somebody took. */
  private boolean isFilmOfAPhoto(FoundFile film, List<FoundFile> all) {
    return SidecarIndex.isFilm(film.name())
        && all.stream()
            .filter(photo -> isCalledLike(photo.path(), film.path()))
            .anyMatch(photo -> livePhotos.areOne(photo, film));
  }

  private static boolean isCalledLike(Path photo, Path film) {
    return SidecarIndex.isPhoto(photo.getFileName().toString())
        && folded(SidecarIndex.stem(photo.toString()))
            .equals(folded(SidecarIndex.stem(film.toString())));
  }

  private static String strayFields(Path folder, List<FoundFile> files) {
    Set<String> paths = new HashSet<>();
    files.forEach(file -> paths.add(folded(file.path())));
    for (FoundFile file : files) {
      if (Sidecars.isOfGroup(file.name())) {
        return Shown.of(folder.relativize(file.path()).toString())
            + " lies in a folder of its own. One accident log is one folder directly in"
            + " accident_logs: put accident.yaml there, and each accident into a folder of its own.";
      }
      Optional<String> of = Sidecars.fileOf(file.name());
      if (of.isPresent() && paths.contains(folded(file.path().resolveSibling(of.get())))) {
        return Shown.of(file.name())
            + " gives fields for a single file, but the folder is one accident log. Write its"
            + " fields into accident.yaml.";
      }
    }
    return null;
  }

  /** How many folders it remembers. */
  int remembered() {
    return unmarkedSince.size();
  }

  private static String folded(Path path) {
    return folded(path.toString());
  }

  private static String folded(String path) {
    return FoldedName.of(path);
  }

  private void remind(Path folder, List<FoundFile> all) {
    int files = all.size();
    if (files == 0) {
      return;
    }
    Optional<FoundFile> almost =
        all.stream().filter(file -> Sidecars.isAlmostOfGroup(file.name())).findFirst();
    if (almost.isPresent()) {
      reminders.warn(
          almost.get().path(),
          "Waiting: {} is not called accident.yaml. Call it so when all is there, and its folder"
              + " becomes one accident log",
          Shown.of(almost.get().path().toString()));
      return;
    }
    long since = unmarkedSince.get(folder);
    if (System.nanoTime() - since > REMIND_AFTER) {
      reminders.warn(
          folder.resolve(
              "accident.yaml"), // of its own: that the folder can be read is another matter
          "Waiting: {} has {}. Put a file accident.yaml (it may be empty) into it when all is"
              + " there, and it becomes one accident log",
          Shown.of(folder.toString()),
          files == 1 ? "1 file" : files + " files");
    }
  }
}
