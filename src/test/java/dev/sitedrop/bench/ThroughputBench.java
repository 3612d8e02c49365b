package dev.sitedrop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.JarProcess;
import dev.sitedrop.SandboxView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast the jar delivers to a sandbox in another process, with {@code -Xmx128m}, and how
 * much memory it takes. Run it with {@code ./mvnw -Pbench verify}.
 */
class ThroughputBench {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final List<String> SMALL_HEAP = List.of("-Xmx128m");

  @TempDir private Path folder;

  @Test
  void twoThousandPhotosOf200Kilobytes() throws Exception {
    int files = Integer.getInteger("bench.files", 2000);
    measure(files + " files of 200 kB", files, 200_000);
  }

  @Test
  void oneFileOfTwoGibibytes() throws Exception {
    measure("1 file of 2 GiB", 1, Long.getLong("bench.large", 2L << 30));
  }

  private void measure(String what, int files, long size) throws Exception {
    try (JarProcess sandbox = JarProcess.sandbox(folder.resolve("procore"));
        JarProcess siteDrop =
            JarProcess.start(
                    folder.resolve("work"), SMALL_HEAP, JarProcess.deliveringTo(sandbox.port()))
                .awaitReady()) {
      Path images = siteDrop.home().resolve("inbox/42/images");
      Path prepared = Files.createDirectories(folder.resolve("work/prepared"));
      for (int i = 0; i < files; i++) {
        write(prepared.resolve("photo-" + i + ".jpg"), size, i);
      }
      Files.createDirectories(images.getParent());
      SandboxView procore = new SandboxView(sandbox.port());

      long start = System.nanoTime();
      Files.move(prepared, images);
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> counts(procore).path("image_count").asInt() == files);
      double seconds = (System.nanoTime() - start) / 1e9;

      assertThat(counts(procore).path("violation_count").asLong()).isZero();
      System.out.printf(
          Locale.ROOT,
          "BENCH %s: %.1f s, %.0f files/s, %.0f MB/s, %.2f API calls a file, peak memory %d MB%n",
          what,
          seconds,
          files / seconds,
          files * size / seconds / 1e6,
          apiCalls(procore) / (double) files,
          siteDrop.peakMemory() / 1_000_000);
    }
  }

  private static JsonNode counts(SandboxView procore) throws IOException {
    return new ObjectMapper()
        .readTree(procore.get(procore.origin() + "/sandbox/account?resources=false"));
  }

  private static long apiCalls(SandboxView procore) throws IOException {
    long calls = 0;
    for (var call : counts(procore).path("calls").properties()) {
      calls += call.getKey().contains(" /rest/") ? call.getValue().asLong() : 0;
    }
    return calls;
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
