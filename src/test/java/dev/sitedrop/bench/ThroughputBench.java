package dev.sitedrop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Installation;
import dev.sitedrop.JarProcess;
import dev.sitedrop.SandboxView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/**
 * Prints how fast SiteDrop, just started by its start script with {@code -Xmx128m}, delivers to a
 * sandbox in another process, how much memory it takes, and how long two plain scripts take that
 * make the same calls to a sandbox of their own, in Python and with curl. Run it with {@code ./mvnw
 * -Pbench verify}.
 */
class ThroughputBench {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String SMALL_HEAP = "-Xmx128m -XX:+UseSerialGC";
  private static final List<String> PYTHON =
      List.of("python3", Path.of("bench/upload.py").toAbsolutePath().toString());
  private static final List<String> CURL =
      List.of(Path.of("bench/upload.sh").toAbsolutePath().toString());

  /** What Procore and its storage may be like from a site. */
  private static final List<String> FAR =
      List.of("--sandbox.api-latency=150ms", "--sandbox.storage-latency=50ms");

  @TempDir private static Path opt;

  private static Installation installed;

  @TempDir private Path folder;

  /** The first start writes down what makes the others fast, and is not measured. */
  @BeforeAll
  static void install() throws IOException {
    installed = Installation.in(opt, Path.of(System.getProperty("java.home")));
    installed.start(opt.resolve("first"), variables(Map.of())).awaitReady().close();
  }

  private static Map<String, String> variables(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("SITEDROP_JAVA", SMALL_HEAP);
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "2000 x 200 kB, 2000, 200000, false",
    "200 x 4 MB, 200, 4000000, false",
    "1 x 4 GiB, 1, 4294967296, false",
    "2000 x 200 kB far, 2000, 200000, true",
    "200 x 4 MB far, 200, 4000000, true",
    "1 x 4 GiB far, 1, 4294967296, true",
  })
  void throughput(String what, int files, long size, boolean isFar) throws Exception {
    List<String> sandbox = isFar ? FAR : List.of();
    double python = script(PYTHON, files, size, sandbox);
    double curl = script(CURL, files, size, sandbox);
    String scripts = String.format(Locale.ROOT, "upload.py %.1f s, upload.sh %.1f s", python, curl);
    siteDrop(what, files, size, sandbox, scripts);
  }

  /** The same again with the same process: it has a start behind it only once. */
  private void siteDrop(String what, int files, long size, List<String> far, String scripts)
      throws Exception {
    try (JarProcess sandbox =
            JarProcess.sandbox(folder.resolve("procore"), far.toArray(String[]::new));
        JarProcess siteDrop =
            installed
                .start(folder.resolve("work"), variables(JarProcess.deliveringTo(sandbox.port())))
                .awaitReady()) {
      SandboxView procore = new SandboxView(sandbox.port());
      double seconds = delivered(siteDrop, procore, "42", files, size);
      double again = delivered(siteDrop, procore, "43", files, size);

      assertThat(procore.counts().path("violation_count").asLong()).isZero();
      System.out.printf(
          Locale.ROOT,
          "BENCH %-17s %6.1f s, %5.1f files/s, %4.0f MB/s, again %.1f s; %.2f API calls a file,"
              + " peak memory %d MB; %s%n",
          what + ":",
          seconds,
          files / seconds,
          files * size / seconds / 1e6,
          again,
          procore.apiCalls() / (2.0 * files),
          siteDrop.peakMemory() / 1_000_000,
          scripts);
    }
  }

  private double delivered(
      JarProcess siteDrop, SandboxView procore, String project, int files, long size)
      throws IOException {
    int before = procore.counts().path("image_count").asInt();
    Path prepared = prepare(folder.resolve("work/prepared"), files, size, project);
    Path images = siteDrop.home().resolve("inbox").resolve(project).resolve("images");
    Files.createDirectories(images.getParent());
    long start = System.nanoTime();
    Files.move(prepared, images);
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> procore.counts().path("image_count").asInt() == before + files);
    return (System.nanoTime() - start) / 1e9;
  }

  private double script(List<String> program, int files, long size, List<String> far)
      throws Exception {
    Path prepared = prepare(folder.resolve("script/prepared"), files, size, "42");
    try (JarProcess sandbox =
        JarProcess.sandbox(folder.resolve("script/procore"), far.toArray(String[]::new))) {
      SandboxView procore = new SandboxView(sandbox.port());
      long start = System.nanoTime();
      Process script =
          new ProcessBuilder(
                  Stream.concat(program.stream(), Stream.of(procore.origin(), prepared.toString()))
                      .toList())
              .inheritIO()
              .start();
      assertThat(script.waitFor()).isZero();
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(procore.counts().path("image_count").asInt()).isEqualTo(files);
      return seconds;
    } finally {
      FileSystemUtils.deleteRecursively(folder.resolve("script"));
    }
  }

  private static Path prepare(Path to, int files, long size, String project) throws IOException {
    Files.createDirectories(to);
    for (int i = 0; i < files; i++) {
      write(to.resolve("photo-" + i + ".jpg"), size, (project + i).hashCode());
    }
    return to;
  }

  private static void write(Path file, long size, long seed) throws IOException {
    byte[] noise = new byte[1 << 20];
    new Random(seed).nextBytes(noise);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
      for (long left = size - 6; left > 0; left -= noise.length) {
        out.write(noise, 0, (int) Math.min(noise.length, left));
      }
      out.write(new byte[] {(byte) 0xFF, (byte) 0xD9});
    }
  }
}
