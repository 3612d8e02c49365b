package dev.sitedrop.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Where scratch folders are made: always on this machine, wherever the spool is. */
record ScratchSpace(Path folder) {

  Scratch open() throws IOException {
    Files.createDirectories(folder);
    return new Scratch(Files.createTempDirectory(folder, Scratch.PREFIX));
  }

  /** Removes the scratch folders that a killed process left. */
  void sweep(Instant before) throws IOException {
    if (Files.isDirectory(folder)) {
      Scratch.sweep(folder, before);
    }
  }
}
