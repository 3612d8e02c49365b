package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * When the system noted the last change of a file, of its bytes, its name or its rights; nobody can
 * set it.
 *
 * @param time in words of the system; empty where it keeps none
 */
record Touched(String time) {
  private static final Touched NEVER = new Touched("");

  static Touched of(Path file) {
    if (!Listing.isLocal(file)) {
      return NEVER;
    }
    try {
      return new Touched(
          Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS).toString());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException none) {
      return NEVER;
    }
  }
}
