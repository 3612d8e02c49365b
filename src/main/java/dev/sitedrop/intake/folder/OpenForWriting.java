package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The files that a process of this machine holds open for writing: a writer may pause for as long
 * as it likes. Linux tells; elsewhere, and for processes of other users and of servers, nothing is
 * known and the set is empty.
 */
final class OpenForWriting {
  private static final Path PROCESSES = Path.of("/proc");

  /** The access mode in the open flags: 0 is read-only. */
  private static final int ACCESS_MODE = 3;

  private OpenForWriting() {}

  /** The absolute paths below the folder. */
  static Set<Path> below(Path folder) {
    Set<Path> open = new HashSet<>();
    if (Listing.isLocal(folder) && Files.isDirectory(PROCESSES.resolve("self/fd"))) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
        for (Path process : processes) {
          collect(process, folder, open);
        }
      } catch (IOException unreadable) {
        return open;
      }
    }
    return open;
  }

  private static void collect(Path process, Path folder, Set<Path> open) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        Path target = Files.readSymbolicLink(file);
        if (target.startsWith(folder) && isWriting(process, file)) {
          open.add(target);
        }
      }
    } catch (IOException | RuntimeException endedOrNotOurs) {
      // a process that ends, or belongs to another user, tells nothing
    }
  }

  private static boolean isWriting(Path process, Path file) throws IOException {
    for (String line : Files.readAllLines(process.resolve("fdinfo").resolve(file.getFileName()))) {
      if (line.startsWith("flags:")) {
        return (Long.parseLong(line.substring(6).strip(), 8) & ACCESS_MODE) != 0;
      }
    }
    return false;
  }
}
