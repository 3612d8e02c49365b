package dev.sitedrop.claim;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.util.FileSystemUtils;

/** A folder that is gone, with all that is in it, when it is closed. */
public final class Scratch implements AutoCloseable {
  static final String PREFIX = "scratch-";

  private final Path path;

  Scratch(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /** What cannot be removed now is removed by the sweep at the next start. */
  @Override
  public void close() {
    try {
      FileSystemUtils.deleteRecursively(path);
    } catch (IOException left) {
      // nobody knows of it, and the work itself is done
    }
  }

  static boolean is(Path path) {
    return path.getFileName().toString().startsWith(PREFIX);
  }

  /** Removes the folders that a killed process left. */
  static void sweep(Path spool, Instant before) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(spool, Scratch::is)) {
      for (Path folder : left) {
        Instant made = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
        if (made.isBefore(before)) {
          FileSystemUtils.deleteRecursively(folder);
        }
      }
    }
  }
}
