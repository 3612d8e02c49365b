package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of one folder. Those of this machine are met as the folder is read, so nothing grows
 * with their number. A server is asked once for all of them, and for none of them again: each
 * question to it takes a journey.
 */
final class FolderListing {
  private static final ReportedOnce REPORTS = new ReportedOnce();

  private final Volume volume;
  private final Map<Path, BasicFileAttributes> listed = new LinkedHashMap<>();

  private FolderListing(Volume volume) {
    this.volume = volume;
  }

  /** What is done with each entry. */
  interface Entry {
    void met(Path path, BasicFileAttributes attributes, FolderListing siblings) throws IOException;
  }

  /** Meets every entry that is not to be left alone. */
  static void list(Volume volume, Path folder, Entry entry) throws IOException {
    FolderListing listing = new FolderListing(volume);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        if (!LeftAlone.isSo(path.getFileName().toString()) && isIn(folder, path)) {
          listing.found(path, entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Map.Entry<Path, BasicFileAttributes> found : listing.listed.entrySet()) {
      listing.meet(found.getKey(), found.getValue(), entry);
    }
  }

  /** A server may name anything; a name with a separator would lead somewhere else. */
  private static boolean isIn(Path folder, Path path) {
    boolean isIn = folder.equals(path.getParent()) && path.equals(path.normalize());
    if (!isIn) {
      REPORTS.warn(
          folder, "Left alone: {} is no name of a file", Shown.of(path.getFileName().toString()));
    }
    return isIn;
  }

  private void found(Path path, Entry entry) throws IOException {
    try {
      if (!volume.isLocal()) {
        listed.put(path, volume.look(path));
        return;
      }
      Optional<Path> readable = ReadableName.of(path);
      if (readable.isPresent()) {
        meet(readable.get(), volume.look(readable.get()), entry);
      }
    } catch (NoSuchFileException vanished) {
      // taken away while the folder was read
    }
  }

  private void meet(Path path, BasicFileAttributes attributes, Entry entry) throws IOException {
    try {
      entry.met(path, attributes, this);
    } catch (NoSuchFileException vanished) {
      // taken away while the folder was read
    }
  }

  /**
   * How another file of the folder looks.
   *
   * @throws NoSuchFileException if there is none
   */
  BasicFileAttributes look(Path sibling) throws IOException {
    if (volume.isLocal()) {
      return volume.look(sibling);
    }
    BasicFileAttributes attributes = listed.get(sibling);
    if (attributes == null) {
      throw new NoSuchFileException(sibling.toString());
    }
    return attributes;
  }
}
