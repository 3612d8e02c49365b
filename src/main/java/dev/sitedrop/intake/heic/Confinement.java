package dev.sitedrop.intake.heic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a program that reads strangers' files gets of this machine. Of the environment it gets the
 * PATH alone, for secrets stand there. The limits that the system knows hold even for one whose
 * SiteDrop was killed.
 *
 * @param timeLimit from its start to its end
 * @param memory in bytes, of address space
 * @param disk in bytes, for all files in its folder together
 */
record Confinement(Duration timeLimit, long memory, long disk) {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  /** On Windows nothing starts without it. */
  private static final String WINDOWS = "SystemRoot";

  /** Where programs are looked for. */
  static String searchPath() {
    String path = System.getenv("PATH");
    return path == null ? "/usr/local/bin:/usr/bin:/bin" : path;
  }

  /**
   * @param folder where the program works; it finds its home and its temporary files there too
   * @param output what it says goes there
   */
  ProcessBuilder of(List<String> command, Path folder, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(limited(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    String windows = environment.get(WINDOWS);
    environment.clear();
    environment.put("PATH", searchPath());
    environment.put("HOME", folder.toString());
    environment.put("TMPDIR", folder.toString());
    environment.put("LC_ALL", "C.UTF-8");
    // else each thread reserves address space of its own, on many cores more than the limit
    environment.put("MALLOC_ARENA_MAX", "2");
    if (windows != null) {
      environment.put(WINDOWS, windows);
    }
    return builder;
  }

  private List<String> limited(List<String> command) {
    if (!Files.isExecutable(PRLIMIT)) {
      return command;
    }
    long cpuSeconds = timeLimit.toSeconds() * Runtime.getRuntime().availableProcessors();
    List<String> all =
        new ArrayList<>(
            List.of(
                PRLIMIT.toString(),
                "--as=" + memory,
                "--cpu=" + cpuSeconds,
                "--fsize=" + disk,
                "--core=0",
                "--"));
    all.addAll(command);
    return all;
  }
}
