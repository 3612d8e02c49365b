package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** How files are opened: here, never through a link that was put in their place. */
final class Reading {
  private Reading() {}

  /** All bytes; what lies on a server is read on after the connection was lost. */
  static InputStream stream(Path file) throws IOException {
    return isHere(file)
        ? Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
        : new ResumingStream(file);
  }

  /** Any of its bytes. */
  static SeekableByteChannel channel(Path file) throws IOException {
    return isHere(file)
        ? Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
        : Files.newByteChannel(file, StandardOpenOption.READ);
  }

  private static boolean isHere(Path file) {
    return file.getFileSystem() == FileSystems.getDefault();
  }
}
