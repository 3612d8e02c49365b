package dev.sitedrop.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.Faults;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDrop;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;

/** Metrics, health and the log as JSON, of files that are delivered, postponed, failed, refused. */
@SpringBootTest(
    classes = SiteDrop.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.structured.format.file=ecs",
      "management.endpoint.health.show-details=always",
      "sandbox.spike-limit=500",
      "delivery.first-retry=100ms",
      "delivery.absence-after=300ms"
    })
@AutoConfigureObservability(tracing = false)
@Import(Faults.class)
@DirtiesContext
class SignalsTest {
  private static final String CREATE = "POST .*/rest/v1.1/projects/\\d+/uploads";
  private static final String IMAGE = "POST /rest/v1.0/images";
  private static final Duration SOON = Duration.ofSeconds(40);
  private static long nextProject = 100;

  @Autowired private ApplicationContext context;
  @Autowired private Faults faults;
  @Autowired private TestRestTemplate http;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  @Value("${logging.file.name}")
  private Path log;

  private Inbox inbox;
  private long project;

  @BeforeEach
  void ownProject() {
    inbox = new Inbox(home);
    project = nextProject++;
  }

  private void deliver(String name, int size) {
    inbox.drop(project + "/images/" + name, Samples.jpeg(size, project));
    inbox.receipt(project + "/images", name);
  }

  private String scrape() {
    return http.getForObject("/actuator/prometheus", String.class);
  }

  private double metric(String nameAndLabels) {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  private JsonNode health(String path) {
    ResponseEntity<JsonNode> answer = http.getForEntity("/actuator/health" + path, JsonNode.class);
    return answer.getBody();
  }

  private List<JsonNode> logged() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void aDeliveryIsCountedByStateTargetAndSource() {
    String delivered =
        "sitedrop_deliveries_total{source=\"inbox\",state=\"delivered\",target=\"image\"}";
    String opened = "sitedrop_deliveries_total{source=\"inbox\",state=\"opened\",target=\"image\"}";
    double deliveredBefore = metric(delivered);
    double openedBefore = metric(opened);

    deliver("a.jpg", 4000);

    assertThat(metric(delivered)).isEqualTo(deliveredBefore + 1);
    assertThat(metric(opened)).isEqualTo(openedBefore + 1);
    assertThat(
            metric(
                "sitedrop_delivery_seconds_bucket"
                    + "{source=\"inbox\",target=\"image\",le=\"60.0\"}"))
        .isPositive();
    assertThat(metric("sitedrop_stored_bytes_total{company=\"company 1\"}"))
        .isGreaterThanOrEqualTo(4000);
  }

  @Test
  void theSameContentARefusalAndAFailureAreCounted() {
    faults.refuse(IMAGE, 1, 422, Map.of(), "{\"message\":\"No\"}");
    inbox.drop(project + "/images/failed.jpg", Samples.jpeg(4001, project));
    inbox.reason(project + "/images", "failed.jpg");
    inbox.drop(project + "/images/refused.txt", "no picture");
    inbox.reason(project + "/images", "refused.txt");
    deliver("first.jpg", 4002);
    deliver("second.jpg", 4002);

    assertThat(scrape())
        .contains("sitedrop_deliveries_total{source=\"inbox\",state=\"failed\",target=\"image\"} 1")
        .contains("sitedrop_deliveries_total{source=\"inbox\",state=\"refused\",target=\"none\"} 1")
        .contains("sitedrop_deliveries_total{source=\"inbox\",state=\"known\",target=\"image\"} 1");
  }

  @Test
  void callsAreCountedByEndpointAndStatusAndWaitsByReason() {
    faults.refuse(CREATE, 1, 500, Map.of(), "oops");

    deliver("b.jpg", 4003);

    String create =
        "sitedrop_api_calls_seconds_count{company=\"company 1\","
            + "endpoint=\"POST /rest/v1.1/projects/{id}/uploads\",status=";
    assertThat(metric(create + "\"500\"}")).isPositive();
    assertThat(metric(create + "\"201\"}")).isPositive();
    assertThat(metric("sitedrop_waits_seconds_count{reason=\"passing\"}")).isPositive();
    assertThat(scrape()).doesNotContain("/projects/" + project);
  }

  @Test
  void whatIsLeftOfTheLimitsTheSpoolTheDiskTheSourcesAndTheRoutesIsShown() {
    deliver("c.jpg", 4004);

    assertThat(metric("sitedrop_budget_remaining_calls{company=\"company 1\",window=\"10s\"}"))
        .isBetween(1.0, 1e6);
    assertThat(metric("sitedrop_circuit_open{company=\"company 1\"}")).isZero();
    assertThat(metric("sitedrop_polls_total{outcome=\"ok\",source=\"inbox\"}")).isPositive();
    assertThat(scrape())
        .contains("sitedrop_spool_bytes 0.0")
        .containsPattern("disk_free_bytes\\{path=\"[^\"]+\"\\} [1-9]")
        .containsPattern(
            "camel_route_policy_seconds_count\\{[^}]*routeId=\"deliver\"[^}]*\\} [1-9]")
        .containsPattern("camel_route_policy_seconds_count\\{[^}]*routeId=\"put-segment\"");
  }

  @Test
  void eachCompanySourceAndStoreHasAnIndicator() {
    deliver("d.jpg", 4005);

    JsonNode all = health("");
    assertThat(all.path("status").asText()).isEqualTo("UP");
    assertThat(all.at("/components/procore/components/1/status").asText()).isEqualTo("UP");
    assertThat(all.at("/components/procore/components/1/details/lastAnswer").asText())
        .startsWith("20");
    assertThat(all.at("/components/source/components/inbox/status").asText()).isEqualTo("UP");
    assertThat(all.at("/components/spool/status").asText()).isEqualTo("UP");
    assertThat(all.at("/components/ledger/status").asText()).isEqualTo("UP");
    assertThat(health("/source/inbox").path("status").asText()).isEqualTo("UP");
  }

  @Test
  void aProcoreThatIsAwayDegradesHealthAndNothingElse() {
    faults.refuse(".* /rest/.*", 10_000, 500, Map.of(), "");
    for (int i = 0; i < 4; i++) {
      inbox.drop(project + "/images/away-" + i + ".jpg", Samples.jpeg(4010 + i, project));
    }

    await()
        .atMost(SOON)
        .until(() -> health("/procore/1").path("status").asText().equals("DEGRADED"));
    ResponseEntity<JsonNode> all = http.getForEntity("/actuator/health", JsonNode.class);
    assertThat(all.getStatusCode().value()).isEqualTo(200);
    assertThat(all.getBody().path("status").asText()).isEqualTo("DEGRADED");
    assertThat(health("/readiness").path("status").asText()).isEqualTo("UP");
    assertThat(health("/liveness").path("status").asText()).isEqualTo("UP");
    assertThat(metric("sitedrop_circuit_open{company=\"company 1\"}")).isEqualTo(1);

    faults.clear();
    await().atMost(SOON).until(() -> health("/procore/1").path("status").asText().equals("UP"));
    inbox.awaitEmpty();
    assertThat(metric("sitedrop_waits_seconds_count{reason=\"circuit\"}")).isPositive();
  }

  @Test
  void aSourceThatCannotBeReadIsNamedWithItsProblem() throws IOException {
    Path away = home.resolve("away");
    Files.move(home.resolve("inbox"), away);
    try {
      await()
          .atMost(SOON)
          .until(() -> health("/source/inbox").path("status").asText().equals("DEGRADED"));
      assertThat(health("/source/inbox").at("/details/problem").asText()).contains("inbox");
      assertThat(metric("sitedrop_polls_total{outcome=\"failed\",source=\"inbox\"}")).isPositive();
      assertThat(health("/readiness").path("status").asText()).isEqualTo("UP");
    } finally {
      Files.move(away, home.resolve("inbox"));
    }

    await().atMost(SOON).until(() -> health("/source/inbox").path("status").asText().equals("UP"));
  }

  @Test
  void whatIsNotWantedIsNotStarted() {
    assertThat(context.getBeanNamesForType(Tracer.class)).isEmpty();
    assertThat(context.containsBean("alerting")).isFalse();
  }

  @Test
  void eachLogLineOfADeliveryBearsItsIdAndOneIsAtInfo() throws IOException {
    faults.refuse(CREATE, 1, 500, Map.of(), "oops");

    deliver("logged.jpg", 4006);

    await()
        .untilAsserted(
            () -> assertThat(ofDelivery("logged.jpg")).extracting(this::level).hasSize(2));
    assertThat(ofDelivery("logged.jpg")).extracting(this::level).containsExactly("WARN", "INFO");
    JsonNode delivered = ofDelivery("logged.jpg").get(1);
    assertThat(delivered.path("message").asText()).startsWith("Delivered logged.jpg (4 kB)");
    assertThat(delivered.path("project").asLong()).isEqualTo(project);
    assertThat(delivered.path("target").asText()).isEqualTo("image");
    assertThat(delivered.path("bytes").asLong()).isEqualTo(4006);
  }

  private String level(JsonNode line) {
    return line.at("/log/level").asText();
  }

  /** By the id that is in the line that names the file. */
  private List<JsonNode> ofDelivery(String file) throws IOException {
    String id =
        logged().stream()
            .filter(line -> line.path("message").asText().contains(file))
            .findFirst()
            .map(line -> line.path("delivery").asText())
            .orElse("none");
    assertThat(id).matches("[0-9a-f-]{36}");
    return logged().stream().filter(line -> line.path("delivery").asText().equals(id)).toList();
  }
}
