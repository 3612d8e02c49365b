package dev.sitedrop.intake.folder;

import dev.sitedrop.ledger.SenderAway;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A name under which one drop is kept and no other, not even another copy's of SiteDrop: a
 * placeholder is created there first, which only one of them can do. What is written beside it
 * (reason or receipt) tells whose it is.
 */
final class Reservation {
  /**
   * Between the placeholder and what is written beside it pass milliseconds. Measured by this
   * process's clock: a share's may be another.
   */
  private static final Duration SURELY_LEFT = Duration.ofSeconds(10);

  private static final long LOOK_MILLIS = 50;

  private final Path path;
  private final Path beside;
  private final Owner owner;

  private Reservation(Path path, Path beside, Owner owner) {
    this.path = path;
    this.beside = beside;
    this.owner = owner;
  }

  /** Whether what is written beside a name is about the drop that is to be kept. */
  interface Owner {
    boolean wrote(Path beside) throws IOException;
  }

  /**
   * Reserves the name, or the next numbered one that is free; after a crash, the one that was
   * reserved before it. A placeholder that nobody writes beside is waited for: taking the next name
   * would leave an empty file for ever.
   *
   * @param like what is to be kept there: a file or a folder
   * @param suffix of what is written beside it
   * @throws SenderAway if the process stops meanwhile
   */
  static Reservation of(Path folder, String name, Path like, String suffix, Owner owner)
      throws IOException {
    while (true) {
      AtomicBoolean left = new AtomicBoolean();
      Path path =
          FreeName.in(
              folder,
              name,
              candidate -> {
                left.set(isLeft(candidate, suffix));
                return left.get() || Moves.isFree(candidate) || isOurs(candidate, suffix, owner);
              });
      Reservation found = new Reservation(path, FolderSettlement.beside(path, suffix), owner);
      if (isOurs(path, suffix, owner)) {
        return found;
      }
      try {
        if (left.get()) {
          removeLeft(path);
        }
        create(path, like);
        return found;
      } catch (FileAlreadyExistsException byAnother) {
        // the next look tells whose it is
      }
    }
  }

  private static boolean isOurs(Path path, String suffix, Owner owner) throws IOException {
    return isPlaceholder(path) && owner.wrote(FolderSettlement.beside(path, suffix));
  }

  /** Whether a crash came between a placeholder and what is written beside it. */
  private static boolean isLeft(Path path, String suffix) throws IOException {
    long since = System.nanoTime();
    while (isPlaceholder(path) && Moves.isFree(FolderSettlement.beside(path, suffix))) {
      if (System.nanoTime() - since > SURELY_LEFT.toNanos()) {
        return true;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SenderAway("SiteDrop is stopping");
      }
    }
    return false;
  }

  /** Renamed first: another copy that does the same meanwhile may have filled the name already. */
  private static void removeLeft(Path path) throws IOException {
    Path aside = path.resolveSibling(".left-" + UUID.randomUUID());
    Moves.move(path, aside);
    if (isPlaceholder(aside)) {
      Files.deleteIfExists(aside);
    } else {
      Moves.move(aside, path);
    }
  }

  /** On a server only the creation of a folder fails for certain if something is there. */
  private static void create(Path path, Path like) throws IOException {
    if (Listing.isLocal(path) && !Listing.look(like).isDirectory()) {
      Files.createFile(path);
    } else {
      Files.createDirectory(path);
    }
  }

  private static boolean isPlaceholder(Path path) throws IOException {
    try {
      BasicFileAttributes found = Listing.look(path);
      return found.isDirectory() ? isEmpty(path) : found.isRegularFile() && found.size() == 0;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    AtomicBoolean empty = new AtomicBoolean(true);
    Listing.of(folder, Optional::of, (path, attributes, next) -> empty.set(false));
    return empty.get();
  }

  Path path() {
    return path;
  }

  /** Writes what tells whose it is. */
  void write(String text) throws IOException {
    Moves.write(beside, text);
  }

  /**
   * Puts what is kept into the place of the placeholder.
   *
   * @throws IOException if this process was away for so long that another has taken the name
   */
  void fill(Path from) throws IOException {
    if (!isPlaceholder(path) || !owner.wrote(beside)) {
      throw new IOException("the name " + path + " was taken by another");
    }
    Moves.replace(from, path);
  }
}
