package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a user runs it. */
class JarIT {
  @TempDir private Path folder;

  @Test
  void runsWithoutAnySetting() throws Exception {
    try (JarProcess siteDrop = JarProcess.start(folder, List.of(), Map.of()).awaitReady()) {
      Inbox inbox = new Inbox(siteDrop.home());
      inbox.drop("42/images/crane.jpg", Samples.bytes("crane.jpg"));

      JsonNode receipt = inbox.receipt("42/images", "crane.jpg");
      byte[] arrived =
          new SandboxView(siteDrop.port()).get(receipt.path("procore").path("url").asText());
      assertThat(arrived).isEqualTo(Samples.bytes("crane.jpg"));
      assertThat(siteDrop.output())
          .contains("Watching       inbox: " + siteDrop.home().resolve("inbox"))
          .contains("Delivering to  the built-in sandbox")
          .containsPattern("Delivered crane.jpg \\(42 kB\\) for project 42 as image \\d+ in")
          .doesNotContain("Exception");
    }
  }

  @Test
  void delivers500FilesToAnotherHostWithThreeCallsEachAndNoViolation() throws Exception {
    try (JarProcess procore = JarProcess.sandbox(folder.resolve("procore"));
        JarProcess siteDrop =
            JarProcess.start(
                    folder.resolve("work"),
                    List.of("-Xmx128m"),
                    JarProcess.deliveringTo(procore.port()))
                .awaitReady()) {
      Inbox inbox = new Inbox(siteDrop.home());
      int files = 500;
      List<String> contents = new ArrayList<>();
      for (int i = 0; i < files; i++) {
        byte[] photo = Samples.jpeg(20_000 + i, i);
        contents.add(Samples.sha256(photo));
        inbox.drop("42/images/photo " + i + ".jpg", photo);
      }

      SandboxView sandbox = new SandboxView(procore.port());
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(inbox.delivered()).hasSize(files));
      JsonNode account = sandbox.account();
      assertThat(account.path("violations")).isEmpty();
      assertThat(sandbox.imageSha256s()).containsExactlyInAnyOrderElementsOf(contents);
      assertThat(apiCalls(account)).isEqualTo(3L * files);
      assertThat(siteDrop.output()).doesNotContain("sandbox-secret").doesNotContain("Bearer");
    }
  }

  @Test
  void goesOnAfterKillMinusNineWithoutLosingOrDoublingAnything() throws Exception {
    try (JarProcess procore = JarProcess.sandbox(folder.resolve("procore"))) {
      Map<String, String> settings = JarProcess.deliveringTo(procore.port());
      Path work = folder.resolve("work");
      int files = 300;
      Inbox inbox = new Inbox(work.resolve("sitedrop"));
      List<String> contents = new ArrayList<>();
      for (int i = 0; i < files; i++) {
        byte[] photo = Samples.jpeg(30_000, i);
        contents.add(Samples.sha256(photo));
        inbox.drop("42/images/photo-" + i + ".jpg", photo);
      }
      SandboxView sandbox = new SandboxView(procore.port());
      for (int share : List.of(20, 120, 220)) {
        JarProcess siteDrop = JarProcess.start(work, List.of(), settings);
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> sandbox.images().size() >= share || !siteDrop.isAlive());
        siteDrop.kill();
      }

      try (JarProcess last = JarProcess.start(work, List.of(), settings).awaitReady()) {
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(() -> assertThat(inbox.delivered()).hasSize(files));
        inbox.awaitEmpty();
        assertThat(sandbox.imageSha256s()).containsExactlyInAnyOrderElementsOf(contents);
        await().atMost(Duration.ofMinutes(1)).until(() -> last.spooled().isEmpty());
      }
    }
  }

  @Test
  void wrongCredentialsStopTheStartWithOneMessage() throws Exception {
    try (JarProcess procore = JarProcess.sandbox(folder.resolve("procore"))) {
      Map<String, String> settings = new HashMap<>(JarProcess.deliveringTo(procore.port()));
      settings.put("PROCORE_CLIENT_SECRET", "canary");

      try (JarProcess siteDrop = JarProcess.start(folder.resolve("work"), List.of(), settings)) {
        assertThat(siteDrop.awaitExit()).isEqualTo(1);
        assertThat(siteDrop.output())
            .contains("Check PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET")
            .doesNotContain("canary")
            .doesNotContain("\tat ");
      }
    }
  }

  @Test
  void aMissingVariableStopsTheStartWithOneMessage() throws Exception {
    Map<String, String> settings = Map.of("PROCORE_CLIENT_ID", "a", "PROCORE_CLIENT_SECRET", "b");

    try (JarProcess siteDrop = JarProcess.start(folder, List.of(), settings)) {
      assertThat(siteDrop.awaitExit()).isEqualTo(1);
      assertThat(siteDrop.output().strip().lines())
          .singleElement()
          .asString()
          .startsWith("SiteDrop cannot start. PROCORE_COMPANY_ID is not set.");
    }
  }

  @Test
  void aSecondOneWithTheSameHomeIsToldSo() throws Exception {
    try (JarProcess first = JarProcess.start(folder, List.of(), Map.of()).awaitReady();
        JarProcess second =
            JarProcess.start(
                folder.resolve("second"),
                List.of(),
                Map.of("SITEDROP_HOME", first.home().toString()))) {
      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.output().strip().lines())
          .singleElement()
          .asString()
          .startsWith("SiteDrop cannot start. Its ledger is in use: another SiteDrop runs with");
    }
  }

  @Test
  void aLedgerThatIsAwayAtTheStartIsToldOnce() throws Exception {
    String away = "jdbc:postgresql://127.0.0.1:" + JarProcess.freePort() + "/sitedrop";

    try (JarProcess siteDrop =
        JarProcess.start(folder, List.of(), Map.of("SPRING_DATASOURCE_URL", away))) {
      assertThat(siteDrop.awaitExit()).isEqualTo(1);
      assertThat(siteDrop.output().strip().lines())
          .singleElement()
          .asString()
          .startsWith("SiteDrop cannot start. Its ledger is on PostgreSQL, and");
    }
  }

  private static long apiCalls(JsonNode account) {
    long calls = 0;
    for (var call : account.path("calls").properties()) {
      calls += call.getKey().contains(" /rest/") ? call.getValue().asLong() : 0;
    }
    return calls;
  }
}
