package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.FoundDrop.Place;
import dev.sitedrop.intake.folder.FoundDrop.Ready;
import dev.sitedrop.ledger.Target;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a single file, which is a drop together with its sidecar. */
final class FileScan {
  private final ReportedOnce links;

  FileScan(ReportedOnce links) {
    this.links = links;
  }

  /** The drop that the file is; empty if it is none, or belongs to another. */
  Optional<FoundDrop> find(
      Place place, Path path, BasicFileAttributes attributes, Listing.Beside beside) {
    if (!attributes.isRegularFile()) {
      links.warn(
          path, "Left alone: {} is a link or a device, not a file", Shown.of(path.toString()));
      return Optional.empty();
    }
    FoundFile file = new FoundFile(path, Stamp.of(attributes));
    Optional<String> belongsTo = Sidecars.fileOf(file.name());
    if (belongsTo.isPresent() && isThere(belongsTo.get(), beside)) {
      return Optional.empty();
    }
    if (place.target() == Target.ACCIDENT_LOG && Sidecars.isOfGroup(file.name())) {
      return lacking(place, file, file.name() + " belongs into a subfolder, beside its files.");
    }
    if (belongsTo.isPresent() && Sidecars.isSurely(file.name())) {
      return lacking(
          place,
          file,
          "It gives the fields of "
              + Shown.of(belongsTo.get())
              + ", which is not there. Put both back together.");
    }
    List<FoundFile> sidecars = sidecarsOf(path, beside);
    Ready ready = sidecars.isEmpty() ? Ready.WITHOUT_SIDECAR : Ready.STILL;
    return Optional.of(new FoundDrop(place, path, List.of(file), sidecars, ready, null));
  }

  private static Optional<FoundDrop> lacking(Place place, FoundFile file, String problem) {
    return Optional.of(
        new FoundDrop(place, file.path(), List.of(file), List.of(), Ready.LACKING, problem));
  }

  private static List<FoundFile> sidecarsOf(Path file, Listing.Beside beside) {
    List<FoundFile> found = new ArrayList<>(0);
    for (String ending : Sidecars.ENDINGS) {
      String name = file.getFileName() + ending;
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
