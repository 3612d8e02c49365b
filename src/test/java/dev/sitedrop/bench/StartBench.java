package dev.sitedrop.bench;

import dev.sitedrop.Installation;
import dev.sitedrop.JarProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long a start takes until SiteDrop says what to do next, in seconds: the median of
 * some, by the jar and by the start script once it has made its archive. {@code BENCH_JAVA_HOMES}
 * names more Javas, with colons between them.
 */
class StartBench {
  private static final int STARTS = 5;

  @TempDir private Path folder;

  private interface Start {
    JarProcess in(Path workingFolder);
  }

  @Test
  void starts() throws Exception {
    List<String> homes = new ArrayList<>(List.of(System.getProperty("java.home")));
    Stream.of(System.getenv().getOrDefault("BENCH_JAVA_HOMES", "").split(":"))
        .filter(home -> !home.isBlank())
        .forEach(homes::add);
    for (String home : homes) {
      Path java = Path.of(home);
      Path to = folder.resolve("opt-" + homes.indexOf(home));
      Installation installed = Installation.in(to, java);
      List<String> jar =
          List.of(java.resolve("bin/java").toString(), "-jar", to.resolve("sitedrop.jar") + "");
      double byJar = median(work -> JarProcess.startCommand(work, jar, Map.of()));
      double first = seconds(installed::start);
      double byScript = median(installed::start);
      System.out.printf(
          Locale.ROOT,
          "BENCH start with %s: the jar %.1f s; the script %.1f s, its first time %.1f s%n",
          java.getFileName(),
          byJar,
          byScript,
          first);
    }
  }

  private double median(Start start) {
    return Stream.generate(() -> seconds(start)).limit(STARTS).sorted().toList().get(STARTS / 2);
  }

  private double seconds(Start start) {
    long before = System.nanoTime();
    Path work = folder.resolve("work-" + before);
    try (JarProcess process = start.in(work)) {
      process.awaitReady();
      return (System.nanoTime() - before) / 1e9;
    }
  }
}
