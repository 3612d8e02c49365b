package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.KnownArrivals;
import dev.sitedrop.intake.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier lives left in the folder of a source of one's own. */
final class HandInLeftovers {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Path folder;
  private final FolderNames names;

  HandInLeftovers(Path folder, FolderNames names) {
    this.names = names;
    this.folder = folder;
  }

  /** Whether the ledger waits for a copy that lies in the folder. */
  interface Waiting {
    boolean isFor(Path copy) throws IOException;
  }

  /**
   * Copies that no route was told of: what it read from has them still.
   *
   * @param before what was put there later may still be under way
   */
  void removeCopies(Instant before, Waiting waiting) throws IOException {
    List<Path> copies = new ArrayList<>();
    Listing.of(
        folder,
        Optional::of,
        (path, attributes, beside) -> {
          if (attributes.isRegularFile() && changed(path).isBefore(before)) {
            copies.add(path);
          }
        });
    for (Path copy : copies) {
      String name = copy.getFileName().toString();
      boolean besideAnother =
          name.endsWith(HandedIn.SIDECAR)
              && copies.contains(
                  copy.resolveSibling(
                      name.substring(0, name.length() - HandedIn.SIDECAR.length())));
      if (!besideAnother && !waiting.isFor(copy)) {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(HandedIn.beside(copy));
      }
    }
  }

  /** By when the file itself was changed, not by what its sender said. */
  private static Instant changed(Path path) throws IOException {
    try {
      return ((FileTime) Files.getAttribute(path, "unix:ctime")).toInstant();
    } catch (UnsupportedOperationException notOnThisSystem) {
      return ((FileTime) Files.getAttribute(path, "creationTime")).toInstant();
    }
  }

  /** What was accepted and is not known any more, because the ledger was lost or replaced. */
  void setUnknownAside(KnownArrivals known) throws IOException {
    Path accepted = folder.resolve(names.accepted());
    if (Moves.isFree(accepted)) {
      return;
    }
    List<Path> unknown = new ArrayList<>();
    Listing.of(
        accepted,
        Optional::of,
        (arrival, attributes, beside) -> {
          if (attributes.isDirectory() && !isKnown(arrival, known)) {
            unknown.add(arrival);
          }
        });
    for (Path arrival : unknown) {
      setAside(arrival);
    }
  }

  private static boolean isKnown(Path arrival, KnownArrivals known) {
    try {
      return known.isKnown(UUID.fromString(arrival.getFileName().toString()));
    } catch (IllegalArgumentException notOurs) {
      return true;
    }
  }

  private void setAside(Path arrival) throws IOException {
    Path failed = RealFolder.create(folder, folder.resolve(names.failed()));
    List<Path> files = new ArrayList<>();
    Listing.of(arrival, Optional::of, (path, attributes, beside) -> files.add(path));
    for (Path file : files) {
      Path kept = FreeName.in(failed, file.getFileName().toString());
      Moves.write(
          FolderSettlement.beside(kept, ReasonFile.SUFFIX),
          Shown.of(file.getFileName().toString())
              + " was accepted, but the ledger does not know it any more. Look into Procore; if it"
              + " is not there, hand it in again.\n");
      Moves.move(file, kept);
      LOG.warn(
          "Set aside: {} was accepted, but the ledger does not know it", Shown.of(kept.toString()));
    }
    Files.delete(arrival);
  }
}
