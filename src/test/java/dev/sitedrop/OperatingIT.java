package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup and the way back, and what the jar is made of, by the commands of the pages. */
class OperatingIT {
  @TempDir private Path folder;

  @Test
  void knowsAfterARestoreWhatWasDeliveredBeforeTheBackup() throws Exception {
    byte[] crane = Samples.bytes("crane.jpg");
    deliver("crane.jpg", crane, false);
    run("docs/operating.md", "tar -czf", folder);
    deliver("site-plan.png", Samples.bytes("site-plan.png"), false);

    run("docs/operating.md", "tar -xzf", folder);

    assertThat(folder.resolve("sitedrop.before/inbox")).isDirectory();
    deliver("again.jpg", crane, true);
    assertThat(new Inbox(folder.resolve("sitedrop")).receipts())
        .containsExactlyInAnyOrder("crane.jpg", "again.jpg");
  }

  private void deliver(String name, byte[] content, boolean known) {
    try (JarProcess process = JarProcess.start(folder, List.of(), Map.of()).awaitReady()) {
      Inbox inbox = new Inbox(process.home());
      inbox.drop("42/images/" + name, content);
      assertThat(inbox.receipt("42/images", name).path("duplicate").asBoolean()).isEqualTo(known);
    }
  }

  @Test
  @Needs(Need.UNZIP)
  void theJarListsWhatItIsMadeOf() throws Exception {
    String bill = run("docs/security.md", "unzip -p", Path.of(""));

    JsonNode components = new ObjectMapper().readTree(bill).path("components");
    assertThat(components.findValuesAsText("name"))
        .contains("camel-core-engine", "h2", "spring-boot")
        .doesNotContain("greenmail", "spring-boot-configuration-processor");
  }

  private String run(String page, String command, Path where) throws Exception {
    Path said = folder.resolve("said.txt");
    Process shell =
        new ProcessBuilder("sh", "-ec", DocumentationTest.example(page, command))
            .directory(where.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(shell.exitValue()).as(said.toString()).isZero();
    return Files.readString(said);
  }
}
