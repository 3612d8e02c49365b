package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.intake.web.Upload;
import dev.sitedrop.power.Disk.Cut;
import dev.sitedrop.power.DiskProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cuts the power at the moments at which something has just been promised, starts SiteDrop again
 * with what is left of its home, and settles the account.
 */
class PowerCutIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> MOMENTS =
      List.of(
          "after IntakeLedger.open",
          "after FolderSettlement.accept",
          "after DeliveryLedger.intendsToAssociate",
          "before DeliveryLedger.associated",
          "after DeliveryLedger.associated",
          "after FolderSettlement.deliver",
          "after Spool.release");

  @TempDir private Path folder;
  private JarProcess procore;

  @BeforeEach
  void startSandbox() {
    procore = JarProcess.sandbox(folder.resolve("procore"));
  }

  @AfterEach
  void stopSandbox() {
    procore.close();
  }

  private JarProcess start(String... jvmOptions) throws IOException {
    List<String> options =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    options.addAll(List.of(jvmOptions));
    return JarProcess.startClass(
        CrashingSiteDrop.class,
        folder.resolve("work"),
        options,
        JarProcess.deliveringTo(procore.port()),
        "--spool.segment-size=6MB",
        "--delivery.first-retry=100ms",
        "--delivery.absence-after=1s");
  }

  private JarProcess startOnDisk(Cut cut, String moment) throws IOException {
    List<String> options =
        new ArrayList<>(DiskProvider.options(folder.resolve("work/sitedrop").toRealPath()));
    options.add("-Dpower.cut=" + cut);
    options.add("-Dcrash.at=" + moment);
    return start(options.toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource(names = {"KEEPS_NOTHING", "KEEPS_NAMES"})
  void filesInAreResourcesInProcore(Cut cut) throws Exception {
    Inbox inbox = new Inbox(folder.resolve("work/sitedrop"));
    Account account = new Account(inbox, procore.port());
    for (String moment : MOMENTS) {
      account.drop();
      try (JarProcess siteDrop = startOnDisk(cut, moment)) {
        await().atMost(PATIENCE).until(() -> !siteDrop.isAlive() || inbox.isSettled());
        assertThat(siteDrop.isAlive()).as("it went on at " + moment).isFalse();
      }
    }

    try (JarProcess siteDrop = start().awaitReady()) {
      await().atMost(PATIENCE).until(inbox::isSettled);
      await().atMost(PATIENCE).until(() -> siteDrop.spooled().isEmpty());
      account.settle();
    }
  }

  /** Nobody has such a file but SiteDrop: its sender was told that it is taken. */
  @ParameterizedTest
  @EnumSource(names = {"KEEPS_NOTHING", "KEEPS_NAMES"})
  void whatIsTakenFromAnUploadIsDelivered(Cut cut) throws Exception {
    Files.createDirectories(folder.resolve("work/sitedrop"));
    byte[] photo = Samples.jpeg(300_000, 1);
    try (JarProcess siteDrop = startOnDisk(cut, "after POST /api/drop 201").awaitReady()) {
      Upload upload = new Upload().field("project", "1").file("photo.jpg", photo);
      assertThatThrownBy(() -> upload.sendTo(siteDrop.port()))
          .as("the power is cut before the answer comes");
      assertThat(siteDrop.awaitExit()).isEqualTo(137);
    }

    SandboxView there = new SandboxView(procore.port());
    try (JarProcess again = start().awaitReady()) {
      await().atMost(PATIENCE).until(() -> again.isAlive() && there.images().size() == 1);
      assertThat(there.get(there.images().get(0).path("url").asText())).isEqualTo(photo);
    }
  }
}
