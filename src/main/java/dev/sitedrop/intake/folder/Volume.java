package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The file system in which a source's folder lies: this machine's, or a server's. */
public interface Volume {
  /**
   * The folder that is watched.
   *
   * @throws IOException if it cannot be reached
   */
  Path root() throws IOException;

  /**
   * How an entry of a folder that is being listed looks: itself, not what a link points to.
   *
   * @throws java.nio.file.NoSuchFileException if it is gone
   */
  BasicFileAttributes look(Path entry) throws IOException;

  /** What a person calls the folder; without a secret. */
  String shown();

  /** Whether it is this machine's, so that asking costs nothing. */
  boolean isLocal();

  /** Ends the connection, if there is one. */
  void close();
}
