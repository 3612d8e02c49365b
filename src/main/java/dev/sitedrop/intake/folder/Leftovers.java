package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.KnownArrivals;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.SenderAway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies accepted although the ledger knows nothing of it, because the ledger was lost or
 * replaced: it goes back into its folder and is taken in again.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** The source's folder, a project's in it, a target's in that. */
  private static final int DEPTH = 2;

  private final Path root;
  private final FolderNames names;
  private final LeftAlone leftAlone;

  Leftovers(Path root, FolderNames names, LeftAlone leftAlone) {
    this.root = root;
    this.names = names;
    this.leftAlone = leftAlone;
  }

  /**
   * @return whether every folder could be read; one that could not holds back no other
   * @throws IOException if the source's folder itself cannot be read
   */
  boolean giveBack(KnownArrivals known) throws IOException {
    return giveBack(root, DEPTH, known);
  }

  private boolean giveBack(Path folder, int depth, KnownArrivals known) throws IOException {
    AtomicBoolean wasReadable = new AtomicBoolean(true);
    Path accepted = folder.resolve(names.accepted());
    Listing.of(
        folder,
        Optional::of,
        (path, attributes, beside) -> {
          if (!attributes.isDirectory()) {
            return;
          }
          if (path.equals(accepted)) {
            giveBackAll(path, folder, known);
          } else if (depth > 0 && !leftAlone.isSo(path.getFileName().toString())) {
            wasReadable.compareAndSet(true, giveBackIfReadable(path, depth - 1, known));
          }
        });
    return wasReadable.get();
  }

  /** The scan tells of a folder that cannot be read. */
  private boolean giveBackIfReadable(Path folder, int depth, KnownArrivals known)
      throws SenderAway {
    try {
      return giveBack(folder, depth, known);
    } catch (SenderAway none) {
      throw none; // none of the others can be read either
    } catch (NoSuchFileException vanished) {
      return true;
    } catch (IOException e) {
      LOG.debug("Cannot look for leftovers in {}", folder, e);
      return false;
    }
  }

  private static void giveBackAll(Path accepted, Path folder, KnownArrivals known)
      throws IOException {
    Listing.of(
        accepted,
        Optional::of,
        (arrival, attributes, beside) -> {
          if (attributes.isDirectory()) {
            giveBackArrival(arrival, folder, known);
          }
        });
  }

  private static void giveBackArrival(Path arrival, Path folder, KnownArrivals known)
      throws IOException {
    UUID id;
    try {
      id = UUID.fromString(arrival.getFileName().toString());
    } catch (IllegalArgumentException notOurs) {
      return;
    }
    if (known.isKnown(id)) {
      return;
    }
    List<Path> contents = new ArrayList<>();
    Listing.of(arrival, Optional::of, (path, attributes, beside) -> contents.add(path));
    for (Path file : contents) {
      Path back = FreeName.in(folder, file.getFileName().toString());
      Files.move(file, back);
      LOG.warn(
          "Put back: {} was accepted, but the ledger does not know it", Shown.of(back.toString()));
    }
    Files.delete(arrival);
  }
}
