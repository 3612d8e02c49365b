package dev.sitedrop.needs;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs of this machine: on the PATH, and where Debian puts servers. {@code -Dprograms.path}
 * names other folders, so that a machine without them can be played.
 */
public final class Programs {
  private static final String SERVERS = "/usr/local/sbin:/usr/sbin:/sbin";

  private Programs() {}

  /** The first of these names that is there. */
  public static Optional<Path> find(String... names) {
    return Stream.of(names)
        .flatMap(name -> folders().map(folder -> folder.resolve(name)))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The same for a test that is skipped where there is none. */
  public static Path path(String... names) {
    return find(names)
        .orElseThrow(() -> new IllegalStateException(String.join(" or ", names) + " is missing"));
  }

  static boolean areHere(String... names) {
    return Stream.of(names).allMatch(name -> find(name).isPresent());
  }

  private static Stream<Path> folders() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(
            System.getProperty("programs.path", path + File.pathSeparator + SERVERS)
                .split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(Path::of);
  }
}
