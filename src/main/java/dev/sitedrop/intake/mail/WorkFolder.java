package dev.sitedrop.intake.mail;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.FileSystemUtils;

/** Where one mail after the other is unpacked. Nothing in it has to be kept. */
final class WorkFolder {
  private final Path folder;

  WorkFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder, empty, and for nobody else to read. */
  Path emptied() throws IOException {
    FileSystemUtils.deleteRecursively(folder);
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] owners =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    return Files.createDirectories(folder, owners);
  }
}
