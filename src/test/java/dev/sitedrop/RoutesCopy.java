package dev.sitedrop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The shipping routes in a folder of their own, for a test that changes the sources. */
final class RoutesCopy {
  private RoutesCopy() {}

  static Path create() {
    try {
      Path copy = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "routes");
      try (Stream<Path> all = Files.walk(Path.of("routes"))) {
        for (Path path : all.toList()) {
          Path to = copy.resolve(Path.of("routes").relativize(path));
          if (Files.isDirectory(path)) {
            Files.createDirectories(to);
          } else {
            Files.copy(path, to);
          }
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
