package dev.sitedrop.intake.folder;

import java.nio.file.Path;

/** This machine's disk, and whatever is mounted there. */
record LocalVolume(Path folder) implements Volume {

  @Override
  public String server() {
    return null;
  }

  @Override
  public Path path(String absolute) {
    return Path.of(absolute);
  }

  @Override
  public void close() {
    // there is nothing to end
  }
}
