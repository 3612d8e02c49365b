package dev.sitedrop.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.Faults;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What is told of how SiteDrop stands, by the page, the API and the health alike. */
@SiteDropTest
@Import(Faults.class)
@TestPropertySource(
    properties = {
      "management.endpoint.health.show-details=always",
      "delivery.workers=2",
      "sandbox.api-latency=300ms"
    })
class StatusTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ANY_CALL = "(POST|PATCH|GET|PUT) /(rest|storage)/.*";
  private static final int FILES = 12;
  private static final int WORKERS = 2;

  @Autowired private Faults faults;
  @Autowired private Status status;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  @AfterEach
  void allIsWell() {
    faults.clear();
    Inbox inbox = new Inbox(home);
    await().atMost(PATIENCE).until(inbox::isSettled);
  }

  private JsonNode api() {
    status.changed();
    return json("/api/status");
  }

  private JsonNode json(String path) {
    try {
      return new ObjectMapper().readTree(body(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String body(String path) {
    return new String(new SandboxView(port).get("http://127.0.0.1:" + port + path));
  }

  /** The page is at most some seconds old. */
  private String home(String text) {
    return await().atMost(PATIENCE).until(() -> body("/"), page -> page.contains(text));
  }

  private String markAsSeen() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/refusals/seen"))
            .header("X-SiteDrop", "test")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void drop(String prefix) {
    for (int i = 0; i < FILES; i++) {
      byte[] photo = Samples.jpeg(3000, prefix.hashCode() + i);
      new Inbox(home).drop("4" + i % 2 + "/images/" + prefix + i + ".jpg", photo);
    }
  }

  @Test
  void allIsWellWhenNothingIsWrong() {
    await().atMost(PATIENCE).until(() -> api().path("level").asText().equals("fine"));

    JsonNode now = api();
    assertThat(now.path("troubles")).isEmpty();
    assertThat(now.path("underWay").asLong() + now.path("waiting").asLong()).isZero();
    assertThat(now.at("/sources/0/name").asText()).isEqualTo("inbox");
    assertThat(home("All is well")).contains("Nothing is waiting.");
    assertThat(json("/actuator/health").at("/components/status/status").asText()).isEqualTo("UP");
  }

  @Test
  void aProcoreThatIsAwayIsToldEverywhereAndAllWaitForIt() {
    faults.refuse(ANY_CALL, 100_000, 500, Map.of(), "");
    drop("away");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode now = api();
              assertThat(now.path("level").asText()).isEqualTo("held_up");
              assertThat(now.at("/troubles/0/code").asText()).isEqualTo("procore");
              assertThat(now.path("waiting").asInt()).isEqualTo(FILES);
            });

    JsonNode now = api();
    assertThat(now.path("underWay").asInt()).isZero();
    assertThat(now.at("/troubles/0/what").asText()).isEqualTo("Procore is not responding.");
    assertThat(now.at("/troubles/0/since").asText()).isNotEmpty();
    assertThat(now.at("/troubles/0/deliveries").asInt()).isEqualTo(FILES);
    assertThat(now.at("/troubles/0/needsPerson").asBoolean()).isFalse();
    assertThat(now.at("/reasons/0/reason").asText()).isEqualTo("Procore is not responding.");
    assertThat(now.at("/reasons/0/deliveries").asInt()).isEqualTo(FILES);
    assertThat(now.at("/left/0/done").asText()).isEqualTo("no estimate");
    assertThat(home("Held up"))
        .contains("Procore is not responding.", FILES + " deliveries wait for it.")
        .doesNotContain("Nothing is waiting");
    JsonNode health = json("/actuator/health").at("/components/status");
    assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
    assertThat(health.at("/details/trouble1").asText()).startsWith("Procore is not responding.");

    faults.clear();
    await().atMost(PATIENCE).until(() -> api().path("level").asText().equals("fine"));
  }

  @Test
  void whatWaitsForItsTurnIsWaitingAndHasAnEstimate() {
    drop("turn");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode now = api();
              int underWay = now.path("underWay").asInt();
              assertThat(underWay).isBetween(1, WORKERS);
              assertThat(now.path("waiting").asInt()).isPositive();
              assertThat(now.at("/reasons/0/reason").asText())
                  .isEqualTo("They wait for their turn.");
              assertThat(now.path("level").asText()).isEqualTo("fine");
              assertThat(now.at("/left/0/done").asText())
                  .isEqualTo("in about 1 min at Procore's limit");
              assertThat(now.path("projects")).hasSize(2);
            });
  }

  @Test
  void refusedFilesNeedAPersonUntilTheyAreMarkedAsSeen() {
    Inbox inbox = new Inbox(home);
    inbox.drop("42/images/notes.txt", "no picture");
    inbox.reason("42/images", "notes.txt");

    JsonNode now = api();
    assertThat(now.path("level").asText()).isEqualTo("needs_person");
    assertThat(now.at("/troubles/0/code").asText()).isEqualTo("refused");
    assertThat(home("Needs attention")).contains("1 file was refused", "Mark as seen");

    assertThat(markAsSeen()).contains("\"marked\":1");
    assertThat(api().path("level").asText()).isEqualTo("fine");
    assertThat(api().path("refusedToday").asInt()).isEqualTo(1);
  }
}
