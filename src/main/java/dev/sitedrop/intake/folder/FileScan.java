package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.FoundDrop.Place;
import dev.sitedrop.intake.folder.FoundDrop.Ready;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** Looks at a single file, which is a drop together with its sidecar. */
final class FileScan {
  private final ReportedOnce links;
  private static final String FILM_ALONE =
      "It is the film of a Live Photo, which Procore does not take, and its photo does not lie beside"
          + " it. Put both in together, and the film stays with its photo; if the photo is in"
          + " Procore already, nothing is left to do.";

  private final LivePhotos livePhotos = new LivePhotos();
  private final OthersJson others = new OthersJson();

  FileScan(ReportedOnce links) {
    this.links = links;
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
      return Optional.empty();
    }
    if (SidecarIndex.isFilm(file.name()) && !place.watched().deletes()) {
      if (index.photosOf(file.name()).stream()
          .flatMap(photo -> found(path.resolveSibling(photo), beside).stream())
          .anyMatch(photo -> isOf(photo, file))) {
        return Optional.empty();
      }
      if (place.target() != Target.ACCIDENT_LOG && livePhotos.identifier(file).isPresent()) {
        return lacking(place, file, FILM_ALONE);
      }
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
    List<FoundFile> sidecars = sidecarsOf(path, index, beside);
    Ready ready =
        sidecars.isEmpty() || index.problemOf(file.name()) != null
            ? Ready.WITHOUT_SIDECAR
            : Ready.STILL;
    return Optional.of(
        new FoundDrop(
            place,
            path,
            List.of(file),
            sidecars,
            filmsOf(place, file, index, beside),
            ready,
            problem(place, file, index, beside)));
  }

  /** What is deleted behind its delivery must have been delivered. */
  private List<FoundFile> filmsOf(
      Place place, FoundFile photo, SidecarIndex index, Listing.Beside beside) {
    return place.watched().deletes()
        ? List.of()
        : index
            .filmOf(photo.name())
            .flatMap(film -> found(photo.path().resolveSibling(film), beside))
            .filter(film -> isOf(photo, film))
            .map(List::of)
            .orElse(List.of());
  }

  private boolean isOf(FoundFile photo, FoundFile film) {
    Optional<String> identifier = livePhotos.identifier(film);
    return identifier.isPresent() && identifier.equals(livePhotos.identifier(photo));
  }

  private static Optional<FoundFile> found(Path file, Listing.Beside beside) {
    return beside
        .look(file.getFileName().toString())
        .filter(BasicFileAttributes::isRegularFile)
        .map(attributes -> new FoundFile(file, Stamp.of(attributes)));
  }

  /** Such as Google Takeout's, whose photo is elsewhere. */
  private boolean isOfAnotherProgram(Place place, FoundFile file) {
    return Sidecars.isJson(file.name())
        && (place.target() != Target.ACCIDENT_LOG || Sidecars.isSurely(file.name()))
        && others.has(file);
  }

  private static String problem(
      Place place, FoundFile file, SidecarIndex index, Listing.Beside beside) {
    Optional<String> mark = index.mark().filter(name -> isThere(name, beside));
    if (mark.isPresent() && place.target() != Target.ACCIDENT_LOG) {
      return Shown.of(mark.get())
          + " beside it says that it is of an accident, but the folder does not lie in"
          + " accident_logs. Put the whole folder there; if it is none, take the file away.";
    }
    return index.problemOf(file.name());
  }

  private static Optional<FoundDrop> lacking(Place place, FoundFile file, String problem) {
    return Optional.of(
        new FoundDrop(place, file.path(), List.of(file), List.of(), Ready.LACKING, problem));
  }

  private static List<FoundFile> sidecarsOf(Path file, SidecarIndex index, Listing.Beside beside) {
    return index.of(file.getFileName().toString()).stream()
        .flatMap(name -> found(file.resolveSibling(name), beside).stream())
        .toList();
  }

  private static boolean isThere(String name, Listing.Beside beside) {
    return beside.look(name).filter(BasicFileAttributes::isRegularFile).isPresent();
  }
}
