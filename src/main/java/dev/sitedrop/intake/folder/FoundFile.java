package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.IncomingFile;
import java.nio.file.Path;

/** A regular file that was seen in the inbox. */
record FoundFile(Path path, Stamp stamp) {

  String name() {
    return path.getFileName().toString();
  }

  IncomingFile incoming() {
    return new IncomingFile(
        name(), stamp.size(), stamp.modified(), () -> new UnchangedStream(path, stamp));
  }
}
