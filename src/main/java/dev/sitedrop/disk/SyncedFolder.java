package dev.sitedrop.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders whose entries survive a power cut. That a file lies on the disk does not say that its
 * name does: the name is the folder's.
 */
public final class SyncedFolder {
  private SyncedFolder() {}

  /** Makes a folder, with those that it lies in, so that a power cut does not undo it. */
  public static void create(Path folder, FileAttribute<?>... attributes) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path path = folder.toAbsolutePath().normalize();
        path != null && !Files.exists(path);
        path = path.getParent()) {
      missing.add(path);
    }
    Files.createDirectories(folder, attributes);
    for (Path made : missing) {
      sync(made.getParent());
    }
  }

  /**
   * Returns when what came into a folder and went from it is on the disk. Where the system cannot
   * do that, as Windows, whose file systems do not need it, this does nothing.
   */
  public static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException notToBeOpened) {
      // Windows opens no folder, and others none that we may not list
    } catch (IOException e) {
      if (!"Invalid argument".equals(e.getMessage())) { // some shared folders do not know it
        throw e;
      }
    }
  }
}
