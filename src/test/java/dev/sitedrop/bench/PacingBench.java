package dev.sitedrop.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Prints when each round of calls was made with a limit of 25 calls in 10 s, and which share of the
 * allowed calls was used.
 */
class PacingBench {
  private static final int LIMIT = 25;
  private static final double WINDOW = 10;
  private static final int FILES = 75;
  private static final int CALLS = 3 * FILES;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} workers")
  @ValueSource(ints = {8, 32})
  void timeline(int workers) throws Exception {
    Map<String, String> variables = new TreeMap<>();
    variables.put("DELIVERY_WORKERS", Integer.toString(workers));
    try (JarProcess procore =
        JarProcess.sandbox(
            folder.resolve("procore"),
            "--sandbox.spike-limit=" + LIMIT,
            "--sandbox.hourly-limit=3600")) {
      variables.putAll(JarProcess.deliveringTo(procore.port()));
      try (JarProcess siteDrop =
          JarProcess.start(folder.resolve("work"), List.of(), variables).awaitReady()) {
        print(workers, siteDrop, new SandboxView(procore.port()));
      }
    }
  }

  private void print(int workers, JarProcess siteDrop, SandboxView procore) throws Exception {
    Inbox inbox = new Inbox(siteDrop.home());
    for (int i = 0; i < FILES; i++) {
      inbox.drop("42/images/photo-" + i + ".jpg", Samples.jpeg(3000, i));
    }
    await(() -> procore.apiCalls() > 0);
    long first = System.nanoTime();
    double seconds = 0;
    for (int calls = LIMIT; calls <= CALLS; calls += LIMIT) {
      int wanted = calls;
      await(() -> procore.apiCalls() >= wanted);
      seconds = (System.nanoTime() - first) / 1e9;
      System.out.printf(
          Locale.ROOT, "PACING %2d workers: call %3d after %5.1f s%n", workers, calls, seconds);
    }
    assertThat(procore.counts().path("violations")).isEmpty();
    System.out.printf(
        Locale.ROOT,
        "PACING %2d workers: %.1f %% of the allowed calls used, no 429%n",
        workers,
        100 * CALLS / (LIMIT * (1 + seconds / WINDOW)));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }
}
