package dev.sitedrop.intake.folder;

import java.nio.file.Path;

/**
 * A source, as far as what it finds depends on it.
 *
 * @param name as it is configured
 * @param volume where its folder lies
 * @param deletes whether what is delivered is deleted rather than kept
 * @param wanted which of the files are for SiteDrop
 */
record Source(String name, Volume volume, boolean deletes, Wanted wanted) {

  /** Whether a file is for SiteDrop. */
  boolean wants(Path root, Path file) {
    return wanted.matches(root.relativize(file).toString());
  }
}
