package dev.sitedrop.claim;

import dev.sitedrop.disk.SyncedFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Tells one folder of bytes from another, whatever it is called on which machine: a folder {@code
 * id} in it, which holds a folder whose name is the id. Folders, because a release that knows
 * nothing of it sweeps files only; and because a folder that is not empty is never replaced, so
 * that of two copies that mark the same one at the same moment, the first has done it.
 */
final class SpoolMark {
  private static final String NAME = "id";

  private final Path spool;
  private final String id;

  private SpoolMark(Path spool, String id) {
    this.spool = spool;
    this.id = id;
  }

  /** Reads the mark of a folder, or sets it so that a power cut does not undo it. */
  static SpoolMark of(Path spool) throws IOException {
    Path mark = spool.resolve(NAME);
    if (!Files.isDirectory(mark)) {
      set(spool, mark);
    }
    SyncedFolder.sync(spool); // also where another copy has set it just now
    try (DirectoryStream<Path> ids = Files.newDirectoryStream(mark)) {
      for (Path id : ids) {
        return new SpoolMark(spool, id.getFileName().toString());
      }
    }
    throw new IOException("The folder " + mark + " is empty. Remove it");
  }

  private static void set(Path spool, Path mark) throws IOException {
    Path prepared = Files.createTempDirectory(spool, Scratch.PREFIX);
    Path id = Files.createDirectory(prepared.resolve(UUID.randomUUID().toString()));
    SyncedFolder.sync(prepared); // else a power cut could leave the mark and not what is in it
    try {
      Files.move(prepared, mark, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(mark)) {
        throw e;
      }
      Files.delete(id); // another copy was first
      Files.delete(prepared);
    }
  }

  static boolean is(Path path) {
    return path.getFileName().toString().equals(NAME);
  }

  String id() {
    return id;
  }

  /**
   * Whether what is there is this folder, and not the empty one that it is mounted on.
   *
   * @throws IOException if it is not
   */
  void check() throws IOException {
    if (!Files.isDirectory(spool.resolve(NAME).resolve(id))) {
      throw new IOException(
          "The spool " + spool + " is not there. Look whether its file system is mounted");
    }
  }

  /** Bytes are missing: alone, or with the whole spool. */
  void checkBeside(NoSuchFileException missing) throws IOException {
    check();
    throw missing;
  }
}
