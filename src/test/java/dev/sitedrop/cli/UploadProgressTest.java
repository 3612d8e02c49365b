package dev.sitedrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a person sees while bytes are sent. */
class UploadProgressTest {
  @Test
  void drawsHowFarItIsInOneLineAndLeavesNothingBehind() {
    StringWriter drawn = new StringWriter();

    try (UploadProgress progress =
        new UploadProgress("large.jpg", 1_000_000, new PrintWriter(drawn))) {
      AtomicLong sent = new AtomicLong(500_000);
      await()
          .untilAsserted(
              () -> {
                progress.sent(sent.addAndGet(10)); // a bar that stands still is not drawn again
                assertThat(drawn.toString()).contains("large.jpg", "50%");
              });
    }

    assertThat(drawn.toString()).endsWith(" \r").doesNotContain("\n");
  }

  @Test
  void drawsNothingWhereNobodyLooks() {
    try (UploadProgress progress = new UploadProgress("large.jpg", 1_000_000, null)) {
      progress.sent(500_000);
    }
  }
}
