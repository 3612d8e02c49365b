package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup and the way back, by the commands of docs/operating.md. */
class OperatingIT {
  @TempDir private Path folder;

  @Test
  void knowsAfterARestoreWhatWasDeliveredBeforeTheBackup() throws Exception {
    byte[] crane = Samples.bytes("crane.jpg");
    deliver("crane.jpg", crane, false);
    run("tar -czf");
    deliver("site-plan.png", Samples.bytes("site-plan.png"), false);

    run("tar -xzf");

    assertThat(folder.resolve("sitedrop.before/inbox")).isDirectory();
    deliver("again.jpg", crane, true);
    assertThat(folder.resolve("sitedrop/inbox/42/images/.delivered"))
        .isDirectoryRecursivelyContaining("glob:**/crane.jpg.receipt.json")
        .isDirectoryRecursivelyContaining("glob:**/again.jpg.receipt.json")
        .isDirectoryNotContaining("glob:**/site-plan.png.receipt.json");
  }

  private void deliver(String name, byte[] content, boolean known) {
    try (JarProcess process = JarProcess.start(folder, List.of(), Map.of()).awaitReady()) {
      Inbox inbox = new Inbox(process.home());
      inbox.drop("42/images/" + name, content);
      assertThat(inbox.receipt("42/images", name).path("duplicate").asBoolean()).isEqualTo(known);
    }
  }

  private void run(String command) throws Exception {
    File log = folder.resolve("log.txt").toFile();
    Process shell =
        new ProcessBuilder("sh", "-ec", DocumentationTest.example("docs/operating.md", command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(shell.exitValue()).as(log.toString()).isZero();
  }
}
