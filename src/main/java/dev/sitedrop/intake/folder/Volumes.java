package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The volumes of the sources that run, by which a drop's place is found again when it is settled.
 */
@Component
public class Volumes {
  private final Map<String, Volume> remote = new ConcurrentHashMap<>();

  /** The source's folder lies in this volume from now on. */
  void opened(String source, Volume volume) {
    if (!volume.isLocal()) {
      remote.put(source, volume);
    }
  }

  /** The source does not run any more. */
  void closed(String source) {
    remote.remove(source);
  }

  /**
   * The place of a drop.
   *
   * @throws IOException if its server cannot be reached now, or its source does not run
   */
  DropPlace placeOf(FolderOrigin origin) throws IOException {
    if (origin.volume() == null) {
      return new DropPlace(origin, Path.of(origin.base()));
    }
    Volume volume = remote.get(origin.volume());
    if (volume == null) {
      throw new IOException(
          "the source '" + origin.volume() + "' does not run; its server cannot be told");
    }
    return new DropPlace(origin, volume.root().getFileSystem().getPath(origin.base()));
  }
}
