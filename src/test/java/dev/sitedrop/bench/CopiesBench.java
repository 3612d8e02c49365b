package dev.sitedrop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Copies;
import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints what several copies on one PostgreSQL deliver when Procore's latency bounds them, and
 * which share of its rate limit they use together.
 */
class CopiesBench {
  private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx192m");
  private static final int LIMIT = 25;
  private static final double WINDOW = 10;

  @TempDir private Path folder;

  /**
   * Few workers and a far Procore, so that the cores of a small machine are not what bounds them.
   */
  @ParameterizedTest(name = "{0} copies")
  @ValueSource(ints = {1, 2, 4})
  void whatTheyDeliverWhenLatencyBoundsThem(int count) throws Exception {
    int files = 60 * count;
    try (JarProcess procore =
            JarProcess.sandbox(
                folder.resolve("procore"),
                "--sandbox.spike-limit=0",
                "--sandbox.hourly-limit=0",
                "--sandbox.api-latency=2s",
                "--sandbox.storage-latency=1s");
        Copies copies =
            new Copies(folder, procore.port(), JVM, "--delivery.workers=4").start(count)) {
      SandboxView view = new SandboxView(procore.port());
      drop(copies.inbox(), files);
      int warm = files / 3;
      await(() -> images(view) >= warm);
      long start = System.nanoTime();
      await(() -> images(view) >= files);
      System.out.printf(
          Locale.ROOT,
          "COPIES %d: %.2f deliveries/s%n",
          count,
          (files - warm) / ((System.nanoTime() - start) / 1e9));
    }
  }

  @Test
  void whichShareOfTheLimitFourUse() throws Exception {
    int files = 75;
    int calls = 3 * files;
    try (JarProcess procore =
            JarProcess.sandbox(
                folder.resolve("procore"),
                "--sandbox.spike-limit=" + LIMIT,
                "--sandbox.hourly-limit=3600");
        Copies copies = new Copies(folder, procore.port(), JVM).start(4)) {
      SandboxView view = new SandboxView(procore.port());
      drop(copies.inbox(), files);
      await(() -> view.apiCalls() > 0);
      long first = System.nanoTime();
      await(() -> view.apiCalls() >= calls);
      double seconds = (System.nanoTime() - first) / 1e9;
      assertThat(view.counts().path("violations")).isEmpty();
      System.out.printf(
          Locale.ROOT,
          "COPIES 4: %.1f %% of %d calls per 10 s used over %.0f s, no 429%n",
          100 * calls / (LIMIT * (1 + seconds / WINDOW)),
          LIMIT,
          seconds);
    }
  }

  private static void drop(Inbox inbox, int files) {
    for (int i = 0; i < files; i++) {
      inbox.drop("42/images/photo-" + i + ".jpg", Samples.jpeg(3000, i));
    }
  }

  private static int images(SandboxView view) {
    return view.counts().path("image_count").asInt();
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(6))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }
}
