package dev.sitedrop.intake.folder;

import dev.sitedrop.ledger.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a drop gets into the folder where it waits for its delivery, however often it is asked for.
 */
final class Acceptance {
  private final Whereabouts origin;
  private final Arrival arrival;
  private final Path waiting;

  /**
   * @param waiting the folder for this arrival alone
   */
  Acceptance(Whereabouts origin, Arrival arrival, Path waiting) {
    this.origin = origin;
    this.arrival = arrival;
    this.waiting = waiting;
  }

  /**
   * Takes it from where it was dropped, or, if it does not lie there, from what has failed.
   *
   * @param allFailed the folder of all that has
   */
  void from(Path allFailed) throws IOException {
    if (Moves.isFree(waiting.resolve(origin.name()))) {
      if (isUnchanged()) {
        take();
      } else {
        takeBack(allFailed);
      }
    }
    if (origin.isGroup()) {
      giveBackOthers(waiting.resolve(origin.name()));
    }
  }

  private void take() throws IOException {
    RealFolder.create(origin.base(), waiting);
    for (Path sidecar : origin.sidecars()) {
      Moves.move(sidecar, waiting.resolve(sidecar.getFileName()));
    }
    Moves.move(origin.itself(), waiting.resolve(origin.name()));
  }

  /** It had failed and lay with its reason; somebody has had it tried again since. */
  private void takeBack(Path allFailed) throws IOException {
    Path folder = allFailed.resolve(origin.parent());
    Path failed =
        FreeName.in(
            folder,
            origin.name(),
            path -> {
              Path reason = FolderSettlement.beside(path, ReasonFile.SUFFIX);
              return ReasonFile.isFor(reason, arrival.id())
                  || Moves.isFree(path) && Moves.isFree(reason);
            });
    if (Moves.isFree(failed)) {
      return; // nor does it lie there: somebody has taken it away
    }
    RealFolder.create(origin.base(), waiting);
    for (Path sidecar : origin.sidecars()) {
      String name = sidecar.getFileName().toString();
      Moves.move(origin.beside(failed, name), waiting.resolve(name));
    }
    Moves.move(failed, waiting.resolve(origin.name()));
    Files.deleteIfExists(FolderSettlement.beside(failed, ReasonFile.SUFFIX));
  }

  /** What came into the folder after it was read is no part of the accident log, and goes back. */
  private void giveBackOthers(Path accepted) throws IOException {
    if (Moves.isFree(accepted)) {
      return;
    }
    Path folder = origin.itself();
    Set<Path> taken = new HashSet<>();
    origin.all().forEach(path -> taken.add(folder.relativize(path)));
    List<Path> others = new ArrayList<>();
    Listing.below(
        accepted,
        Optional::of,
        (path, attributes, beside) -> {
          if (!taken.contains(accepted.relativize(path))) {
            others.add(path);
          }
        });
    for (Path other : others) {
      Path back = folder.resolve(accepted.relativize(other));
      RealFolder.create(origin.base(), back.getParent());
      Moves.move(other, FreeName.in(back.getParent(), back.getFileName().toString()));
    }
  }

  /** A file that was replaced since is a drop of its own, and stays. */
  private boolean isUnchanged() throws IOException {
    List<Fingerprint.Part> parts = new ArrayList<>();
    for (Path file : origin.all()) {
      try {
        parts.add(new Fingerprint.Part(file, Stamp.of(file)));
      } catch (NoSuchFileException gone) {
        return false;
      }
    }
    return Fingerprint.of(origin.origin().server(), parts).equals(arrival.fingerprint());
  }
}
