package dev.sitedrop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The shipping routes in a folder of their own, where a test may change the sources. */
public final class RoutesCopy {
  private RoutesCopy() {}

  /** A new copy, below {@code target}. */
  public static Path create() {
    try {
      Path copy = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "routes");
      FileSystemUtils.copyRecursively(Path.of("routes"), copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
