package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes in the folders of a source; each can be done again after a crash. */
final class Moves {
  private Moves() {}

  static boolean isFree(Path path) throws IOException {
    return !Listing.isThere(path);
  }

  static void write(Path file, String text) throws IOException {
    // the same name the next time: what a crash leaves behind is written again and moved
    Path unfinished =
        file.resolveSibling(
            ".writing-" + Integer.toHexString(file.getFileName().toString().hashCode()));
    Files.writeString(unfinished, text);
    if (file.getFileSystem() == FileSystems.getDefault()) { // a server looks after its own disk
      force(unfinished);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Else a power cut could leave the name, and nothing in the file. */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** What is not there was moved before. */
  static void move(Path from, Path to) throws IOException {
    move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The same to a place where another file of this name may be kept. */
  static void moveBeside(Path from, Path to) throws IOException {
    if (!isFree(from)) {
      move(from, FreeName.in(to.getParent(), to.getFileName().toString()));
    }
  }

  /** The same to a place where a file, or an empty folder, is in the way. */
  static void replace(Path from, Path to) throws IOException {
    move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void move(Path from, Path to, StandardCopyOption... how) throws IOException {
    try {
      Files.move(from, to, how);
    } catch (NoSuchFileException e) {
      if (!isFree(from)) {
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      throw new FileSystemException(
          from.toString(), to.toString(), "cannot move: " + e.getReason());
    }
  }

  /** Deletes a folder with what is in it. */
  static void delete(Path folder) throws IOException {
    if (isFree(folder)) {
      return;
    }
    List<Path> folders = new ArrayList<>();
    folders.add(folder);
    for (int i = 0; i < folders.size(); i++) {
      Listing.of(
          folders.get(i),
          Optional::of,
          (path, attributes, beside) -> {
            if (attributes.isDirectory()) {
              folders.add(path);
            } else {
              Files.deleteIfExists(path);
            }
          });
    }
    for (int i = folders.size() - 1; i >= 0; i--) {
      Files.deleteIfExists(folders.get(i));
    }
  }
}
