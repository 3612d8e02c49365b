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
  private final ReportedOnce links;
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
            place, path, List.of(file), sidecars, ready, problem(place, file, index, beside)));
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
    List<FoundFile> found = new ArrayList<>(0);
    for (String name : index.of(file.getFileName().toString())) {
      beside
          .look(name)
          .filter(BasicFileAttributes::isRegularFile)
          .ifPresent(
              sidecar -> found.add(new FoundFile(file.resolveSibling(name), Stamp.of(sidecar))));
    }
    return found;
  }

  private static boolean isThere(String name, Listing.Beside beside) {
    return beside.look(name).filter(BasicFileAttributes::isRegularFile).isPresent();
  }
}
