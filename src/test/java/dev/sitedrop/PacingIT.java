package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Procore's limits are never overrun, whatever the number of workers. */
@Tag("alone")
class PacingIT {
  private static final int FILES = 27;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} workers, {1} calls in 10 s, {2} an hour")
  @CsvSource({"8, 25, 3600", "32, 25, 3600"})
  void noCallIsOneTooMany(int workers, int spike, int hourly) throws Exception {
    try (JarProcess procore =
            JarProcess.sandbox(
                folder.resolve("procore"),
                "--sandbox.spike-limit=" + spike,
                "--sandbox.hourly-limit=" + hourly);
        JarProcess siteDrop = start(workers, procore).awaitReady()) {
      Inbox inbox = new Inbox(siteDrop.home());
      for (int i = 0; i < FILES; i++) {
        inbox.drop("42/images/photo-" + i + ".jpg", Samples.jpeg(3000, i));
      }

      await().atMost(Duration.ofMinutes(2)).until(() -> inbox.delivered().size() == FILES);

      JsonNode account = new SandboxView(procore.port()).account();
      assertThat(account.path("violations")).isEmpty();
      assertThat(account.path("image_count").asInt()).isEqualTo(FILES);
    }
  }

  private JarProcess start(int workers, JarProcess procore) {
    Map<String, String> variables = new TreeMap<>(JarProcess.deliveringTo(procore.port()));
    variables.put("DELIVERY_WORKERS", Integer.toString(workers));
    return JarProcess.start(folder.resolve("work"), List.of(), variables);
  }
}
