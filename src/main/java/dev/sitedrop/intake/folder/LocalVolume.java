package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder of this machine. */
record LocalVolume(Path root) implements Volume {

  @Override
  public BasicFileAttributes look(Path entry) throws IOException {
    return Stamp.look(entry);
  }

  @Override
  public String shown() {
    return root.toString();
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public void close() {}
}
