package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A name under which one drop is kept and no other, not even another copy's of SiteDrop: a
 * placeholder is created there first, which only one of them can do. What is written beside it
 * (reason or receipt) tells whose it is.
 */
final class Reservation {
  /** Between the placeholder and what is written beside it pass milliseconds. */
  private static final Duration SURELY_LEFT = Duration.ofMinutes(1);

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
   * reserved before it.
   *
   * @param like what is to be kept there: a file or a folder
   * @param suffix of what is written beside it
   */
  static Reservation of(Path folder, String name, Path like, String suffix, Owner owner)
      throws IOException {
    Set<Path> lost = new HashSet<>();
    while (true) {
      Path path =
          FreeName.in(
              folder,
              name,
              candidate ->
                  !lost.contains(candidate)
                      && (Moves.isFree(candidate)
                          || isOurs(candidate, suffix, owner)
                          || isLeft(candidate, suffix)));
      Path beside = FolderSettlement.beside(path, suffix);
      if (isOurs(path, suffix, owner)) {
        return new Reservation(path, beside, owner);
      }
      try {
        if (isLeft(path, suffix)) {
          Files.deleteIfExists(path);
        }
        create(path, like);
        return new Reservation(path, beside, owner);
      } catch (FileAlreadyExistsException byAnother) {
        lost.add(path);
      }
    }
  }

  private static boolean isOurs(Path path, String suffix, Owner owner) throws IOException {
    return isPlaceholder(path) && owner.wrote(FolderSettlement.beside(path, suffix));
  }

  /** A placeholder beside which nothing was written: a crash came between the two. */
  private static boolean isLeft(Path path, String suffix) throws IOException {
    return isPlaceholder(path)
        && Moves.isFree(FolderSettlement.beside(path, suffix))
        && Listing.look(path)
            .lastModifiedTime()
            .toInstant()
            .isBefore(Instant.now().minus(SURELY_LEFT));
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
