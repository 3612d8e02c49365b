package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.IncomingFile;
import java.io.IOException;
import java.nio.file.Path;

/** A regular file that was seen in the inbox. */
record FoundFile(Path path, Stamp stamp) {

  String name() {
    return path.getFileName().toString();
  }

  boolean isEmpty() {
    return stamp.size() == 0;
  }

  /** Whether it is still there as it was found. */
  boolean isUnchanged() {
    try {
      return Stamp.of(path).equals(stamp);
    } catch (IOException gone) {
      return false;
    }
  }

  IncomingFile incoming() {
    return new IncomingFile(
        name(), stamp.size(), stamp.modified(), () -> new UnchangedStream(path, stamp));
  }
}
