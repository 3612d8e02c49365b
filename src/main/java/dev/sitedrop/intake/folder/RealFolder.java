package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Makes the folders in which we keep things. Whoever may drop files may also plant a link there.
 */
final class RealFolder {
  private RealFolder() {}

  /**
   * The folder, created if it is not there.
   *
   * @param base exists; everything below it must be a folder of its own
   * @throws IOException if a link is on the way: it might lead anywhere
   */
  static Path create(Path base, Path folder) throws IOException {
    Path path = base;
    for (Path name : base.relativize(folder)) {
      path = path.resolve(name);
      try {
        if (Listing.look(path).isSymbolicLink()) {
          throw new IOException(path + " is a link, and links are not followed. Remove it");
        }
      } catch (NoSuchFileException notYet) {
        Files.createDirectories(path);
      }
    }
    return path;
  }
}
