package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person types them, each a process of its own, beside one that runs. */
class CliIT {
  @TempDir private Path folder;

  /** What a command printed, and how it ended. */
  private record Ended(int exit, String out, String err) {}

  /** Starts {@code target/bin/sitedrop}. */
  private Ended sitedrop(JarProcess running, String... arguments) throws Exception {
    return sitedrop(running, Map.of(), arguments);
  }

  private Ended sitedrop(JarProcess running, Map<String, String> variables, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "target/bin/sitedrop"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(PROCORE|SITEDROP|SERVER)_.*"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("SITEDROP_HOME", running.home().toString());
    builder.environment().put("SITEDROP_URL", "http://127.0.0.1:" + running.port());
    builder.environment().putAll(variables);
    int exit = builder.start().waitFor();
    return new Ended(exit, Files.readString(out), Files.readString(err));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void sendsListsShowsRetriesAndDiscards() throws Exception {
    try (JarProcess running =
        JarProcess.start(
                folder.resolve("work"),
                List.of("-Xmx128m"),
                Map.of(),
                "run",
                "--sandbox.projects=42")
            .awaitReady()) {
      String photo = Samples.file("crane.jpg").toString();

      Ended sent = sitedrop(running, "send", photo, "--project=42", "--description=Crane");
      assertThat(sent.out()).matches("crane.jpg is image \\d+ of project 42\n  http://\\S+\n");
      assertThat(sent.err()).isEmpty();

      Ended failed = sitedrop(running, "send", photo, "--project=99", "--json");
      assertThat(failed.exit()).isEqualTo(1);
      String id = json(failed.out()).path("id").asText();

      assertThat(sitedrop(running, "list", "--state=failed").out()).startsWith(id);
      assertThat(sitedrop(running, "show", id).out()).contains("Attempt 1 ", "404");
      assertThat(sitedrop(running, "retry", id).out()).isEqualTo("crane.jpg is tried again\n");
      assertThat(sitedrop(running, "discard", id, "--reason=no such project").exit()).isZero();
      assertThat(json(sitedrop(running, "show", id, "--json").out()).path("state").asText())
          .isEqualTo("discarded");
      assertThat(sitedrop(running, "status").out()).contains(" delivered today");
      assertThat(sitedrop(running, "shwo").exit()).isEqualTo(2);
      assertThat(running.output()).doesNotContain("Exception");
    }
  }

  @Test
  void aLargeFileArrivesWholeAndIsNeverWholeInMemory() throws Exception {
    Path large = folder.resolve("large.jpg");
    byte[] part = Samples.jpeg(8 << 20, 1);
    MessageDigest hash = Samples.sha256();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(large), hash)) {
      for (byte i = 0; i < 50; i++) {
        part[part.length / 2] = i; // so that no two parts may change places
        out.write(part);
      }
    }
    try (JarProcess running =
        JarProcess.start(folder.resolve("work"), List.of("-Xmx128m"), Map.of()).awaitReady()) {

      Ended sent = sitedrop(running, "send", large.toString(), "--project=42");

      assertThat(sent.out()).as(sent.err()).contains("large.jpg is image ");
      assertThat(new SandboxView(running.port()).imageSha256s())
          .containsExactly(HexFormat.of().formatHex(hash.digest()));
    }
  }

  @Test
  void aCheckTellsEachMistakeOnce() throws Exception {
    JarProcess ended = JarProcess.start(folder.resolve("work"), List.of(), Map.of());
    ended.close();
    Path routes = RoutesCopy.create();
    Files.writeString(routes.resolve("sources/one.camel.yaml"), "\tno YAML");
    Files.writeString(routes.resolve("sources/two.camel.yaml"), "no list");
    Map<String, String> variables =
        Map.of(
            "SITEDROP_ROUTES", routes.toString(), "DELIVERY_WORKER", "4", "INTAKE_TIMEZONE", "UTC");

    Ended check = sitedrop(ended, variables, "check");

    assertThat(check.exit()).isEqualTo(1);
    assertThat(check.err()).isEmpty();
    assertThat(check.out())
        .containsOnlyOnce("one.camel.yaml")
        .containsOnlyOnce("two.camel.yaml")
        .contains("DELIVERY_WORKER is no setting and does nothing. Is DELIVERY_WORKERS meant?")
        .doesNotContain("INTAKE_TIMEZONE"); // one of the two ways in which Spring takes it

    Ended wrong = sitedrop(ended, "check", "--delivery.workers=0");

    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out()).containsOnlyOnce("DELIVERY_WORKERS is '0'");
    assertThat(wrong.err()).isEmpty();
  }

  @Test
  void whereNoneRunsItEndsWithItsOwnNumber() throws Exception {
    JarProcess ended = JarProcess.start(folder.resolve("work"), List.of(), Map.of());
    ended.close();

    Ended status = sitedrop(ended, "status");

    assertThat(status.exit()).isEqualTo(3);
    assertThat(status.out()).isEmpty();
    assertThat(status.err()).startsWith("No SiteDrop answers at http://127.0.0.1:");
  }
}
