package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.FakeConverter;
import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed while a photo is converted. */
class HeicCrashIT {
  @TempDir private Path folder;

  private JarProcess start(String converter) {
    return JarProcess.startClass(
            CrashingSiteDrop.class,
            folder,
            List.of(),
            Map.of("INTAKE_HEIC", "jpeg", "INTAKE_HEIC_CONVERTER", converter))
        .awaitReady();
  }

  @Test
  void thePhotoIsConvertedAfterTheRestartAndNothingIsLeft() throws Exception {
    FakeConverter fake = new FakeConverter(folder.resolve("converter"));
    String converter =
        fake.doingAfterTheTrial(
            "if [ ! -e \"$here/begun\" ]; then touch \"$here/begun\"; sleep 5; exit 1; fi",
            "cp \"$here/seen.jpg\" \"$out\"");
    try (JarProcess first = start(converter)) {
      new Inbox(first.home()).drop("42/images/a.heic", Samples.bytes("IMG_2041.HEIC"));
      await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(fake.file("begun")));
      assertThat(first.spooled()).isNotEmpty();
      first.kill();
    }

    try (JarProcess second = start(converter)) {
      Inbox inbox = new Inbox(second.home());
      assertThat(inbox.receipt("42/images", "a.heic").at("/files/0/name").asText())
          .isEqualTo("a.jpg");
      assertThat(new SandboxView(second.port()).images()).hasSize(1);
      await().untilAsserted(() -> assertThat(second.spooled()).isEmpty());
      try (var folders = Files.list(second.home().resolve("spool"))) {
        assertThat(folders).noneMatch(path -> path.getFileName().toString().startsWith("scratch-"));
      }
    }
  }
}
