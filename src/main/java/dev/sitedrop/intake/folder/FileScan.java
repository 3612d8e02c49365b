package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.FoundDrop.Place;
import dev.sitedrop.intake.folder.FoundDrop.Ready;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a single file, which is a drop together with its sidecar. */
final class FileScan {
  private static final String FILM_ALONE =
      "It is the film of a Live Photo, which Procore does not take, and its photo does not lie beside"
          + " it. Put both in together, and the film stays with its photo; if the photo is in"
          + " Procore already, nothing is left to do.";

  private final ReportedOnce links;
  private final boolean keepsRawPhotos;
  private final LivePhotos livePhotos = new LivePhotos();
  private final RawPhotos rawPhotos = new RawPhotos();
  private final JsonFiles jsonFiles = new JsonFiles();

  FileScan(ReportedOnce links, boolean keepsRawPhotos) {
    this.links = links;
    this.keepsRawPhotos = keepsRawPhotos;
  }

  /** The drop that the file is; empty if it is none, or belongs to another. */
  Optional<FoundDrop> find(
      Place place, Path path, BasicFileAttributes attributes, Listing.Beside beside)
      throws IOException {
    if (!attributes.isRegularFile()) {
      links.warn(
          path, "Left alone: {} is a link or a device, not a file", Shown.of(path.toString()));
      return Optional.empty();
    }
    FoundFile file = new FoundFile(path, Stamp.of(attributes));
    SidecarIndex index = beside.sidecars();
    if (index.fileOf(file.name()).filter(of -> isThere(of, beside)).isPresent()) {
      return Optional.empty();
    }
    if (place.target() == Target.ACCIDENT_LOG && Sidecars.isOfGroup(file.name())) {
      return lacking(place, file, file.name() + " belongs into a subfolder, beside its files.");
    }
    if (isOfAnotherProgram(place, file)) {
      tellIfAlone(file, index, beside);
      return Optional.empty();
    }
    if (index.photosOf(file.name()).stream()
        .flatMap(photo -> found(path.resolveSibling(photo), beside).stream())
        .anyMatch(photo -> staysWith(place, photo, file))) {
      return Optional.empty();
    }
    if (SidecarIndex.isFilm(file.name())
        && !place.watched().deletes()
        && place.target() != Target.ACCIDENT_LOG
        && livePhotos.identifier(file).isPresent()) {
      return lacking(place, file, FILM_ALONE);
    }
    if (Sidecars.isSurely(file.name())) {
      return lacking(
          place,
          file,
          "It gives the fields of "
              + Shown.of(Sidecars.fileOf(file.name()).orElseThrow())
              + ", which is not there. Put both back together; if the file is in Procore already,"
              + " change its fields there.");
    }
    return Optional.of(drop(place, file, index, beside));
  }

  private FoundDrop drop(Place place, FoundFile file, SidecarIndex index, Listing.Beside beside) {
    List<FoundFile> sidecars = new ArrayList<>();
    List<FoundFile> kept = new ArrayList<>();
    List<FoundFile> read = new ArrayList<>();
    List<FoundFile> awaited = new ArrayList<>();
    for (FoundFile sidecar : allFound(index.of(file.name()), file, beside)) {
      if (jsonFiles.isOfAnotherProgram(sidecar)) {
        kept.add(sidecar);
      } else {
        sidecars.add(sidecar);
      }
    }
    for (FoundFile json : allFound(index.takeout().about(file.name()), file, beside)) {
      if (jsonFiles.kindOf(json) == JsonFiles.Kind.TAKEOUT) {
        read.add(json);
        if (index.takeout().keeperOf(json.name()).filter(file.name()::equals).isPresent()) {
          kept.add(json);
          awaited.addAll(allFound(index.takeout().othersOf(json.name()), file, beside));
        }
      }
    }
    kept.stream().filter(json -> isTakeoutOf(json)).forEach(read::add);
    for (FoundFile companion : allFound(index.companionsOf(file.name()), file, beside)) {
      if (staysWith(place, file, companion)) {
        kept.add(companion);
        kept.addAll(allFound(index.of(companion.name()), file, beside));
        if (!isWhole(companion)) {
          awaited.add(companion);
        }
      } else if (mayBecomeFilmOf(place, file, companion)) {
        awaited.add(companion);
      }
    }
    Company company = new Company(distinct(kept), distinct(read), distinct(awaited));
    String problem = problem(place, file, index, beside);
    Ready ready =
        !awaited.isEmpty()
            ? Ready.AWAITING
            : sidecars.isEmpty() || problem != null ? Ready.WITHOUT_SIDECAR : Ready.STILL;
    return new FoundDrop(place, file.path(), List.of(file), sidecars, company, ready, problem);
  }

  private boolean isTakeoutOf(FoundFile json) {
    return Sidecars.isJson(json.name()) && jsonFiles.kindOf(json) == JsonFiles.Kind.TAKEOUT;
  }

  private static List<FoundFile> distinct(List<FoundFile> files) {
    return files.stream().distinct().toList();
  }

  /**
   * Whether a film or raw photo is that of the photo, and is kept beside it. What is deleted behind
   * its delivery must have been delivered.
   */
  private boolean staysWith(Place place, FoundFile photo, FoundFile companion) {
    if (place.watched().deletes()) {
      return false;
    }
    return SidecarIndex.isFilm(companion.name())
        ? livePhotos.areOne(photo, companion)
        : keepsRawPhotos && place.target() != Target.ACCIDENT_LOG && rawPhotos.has(companion);
  }

  /** The identifier of a film that is still copied may lie behind what is there. */
  private boolean mayBecomeFilmOf(Place place, FoundFile photo, FoundFile companion) {
    return !place.watched().deletes()
        && SidecarIndex.isFilm(companion.name())
        && livePhotos.identifier(photo).isPresent()
        && livePhotos.identifier(companion).isEmpty()
        && !isWhole(companion);
  }

  private static boolean isWhole(FoundFile file) {
    try {
      return !file.isEmpty() && file.completeness().looksWhole();
    } catch (IOException cannotBeRead) {
      return true; // nobody waits for what cannot be told
    }
  }

  private static Optional<FoundFile> found(Path file, Listing.Beside beside) {
    return beside
        .look(file.getFileName().toString())
        .filter(BasicFileAttributes::isRegularFile)
        .map(attributes -> new FoundFile(file, Stamp.of(attributes)));
  }

  private static List<FoundFile> allFound(
      List<String> names, FoundFile besideIt, Listing.Beside beside) {
    return names.stream()
        .flatMap(name -> found(besideIt.path().resolveSibling(name), beside).stream())
        .toList();
  }

  /** Such as Google Takeout's. */
  private boolean isOfAnotherProgram(Place place, FoundFile file) {
    return (place.target() != Target.ACCIDENT_LOG || Sidecars.isSurely(file.name()))
        && jsonFiles.isOfAnotherProgram(file);
  }

  /** Nobody need be told of what goes with its photo. */
  private void tellIfAlone(FoundFile json, SidecarIndex index, Listing.Beside beside) {
    boolean goesWithAPhoto =
        jsonFiles.kindOf(json) == JsonFiles.Kind.TAKEOUT
            && index.takeout().keeperOf(json.name()).filter(of -> isThere(of, beside)).isPresent();
    if (!goesWithAPhoto) {
      jsonFiles.tell(json);
    }
  }

  private String problem(Place place, FoundFile file, SidecarIndex index, Listing.Beside beside) {
    Optional<String> mark = index.mark().filter(name -> isThere(name, beside));
    if (mark.isPresent() && place.target() != Target.ACCIDENT_LOG) {
      return Shown.of(mark.get())
          + " beside it says that it is of an accident, but the folder does not lie in"
          + " accident_logs. Put the whole folder there; if it is none, take the file away.";
    }
    return index
        .problemOf(file.name())
        .filter(
            problem ->
                found(file.path().resolveSibling(problem.sidecar()), beside)
                    .filter(jsonFiles::isOfAnotherProgram)
                    .isEmpty())
        .map(SidecarIndex.Problem::text)
        .orElse(null);
  }

  private static Optional<FoundDrop> lacking(Place place, FoundFile file, String problem) {
    return Optional.of(
        new FoundDrop(place, file.path(), List.of(file), List.of(), Ready.LACKING, problem));
  }

  private static boolean isThere(String name, Listing.Beside beside) {
    return beside.look(name).filter(BasicFileAttributes::isRegularFile).isPresent();
  }
}
