package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * Of as many deliveries as a delivery has statements, each fails once, the n-th at its n-th
 * statement: before it is carried out, or after it was. Whatever fails, each file is in Procore
 * once, and each drop has its original and one receipt.
 */
@SiteDropTest
@TestPropertySource(
    properties = {
      "spring.datasource.driver-class-name=dev.sitedrop.crash.FailingDriver",
      "ledger.heartbeat-interval=500ms",
      "ledger.missed-heartbeats=4"
    })
class FailingStatementsTest {
  /** More than a delivery has, so that the last ones pass. */
  private static final int STATEMENTS = Integer.getInteger("crash.statements", 60);

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox inbox;
  private SandboxView procore;

  @BeforeEach
  void look() {
    inbox = new Inbox(home);
    procore = new SandboxView(port);
  }

  @AfterEach
  void failNoMore() {
    FailingDriver.disarm();
  }

  @ParameterizedTest(name = "carried out all the same: {0}")
  @ValueSource(booleans = {false, true})
  void eachStatementOfADeliveryMayFail(boolean afterwards) {
    int project = afterwards ? 42 : 43;
    Map<String, String> sent = new HashMap<>();
    FailingDriver.arm(afterwards);
    for (int n = 1; n <= STATEMENTS; n++) {
      byte[] content = Samples.jpeg(3000 + n, project);
      sent.put("photo-" + project + "-" + n + ".jpg", Samples.sha256(content));
      inbox.drop(project + "/images/photo-" + project + "-" + n + ".jpg", content);
    }

    // the schedule's own threads end with what fails while they pick
    await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(inbox::isSettled);

    long met = FailingDriver.disarm();
    System.out.printf(
        "CRASH statements, carried out %s: %d of %d met%n", afterwards, met, STATEMENTS);
    assertThat(met).as("statements of a delivery").isBetween(15L, STATEMENTS - 1L);
    assertThat(inbox.failed()).as("given back").isEmpty();
    assertThat(inbox.receipts()).as("receipts").containsAll(sent.keySet());
    List<String> there = new ArrayList<>();
    for (JsonNode image : procore.images(project)) {
      there.add(image.at("/files/0/sha256").asText());
    }
    assertThat(there).as("in Procore").containsExactlyInAnyOrderElementsOf(sent.values());
  }
}
