package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.ledger.PostgresServer;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What Kubernetes and Prometheus are told, on a port of their own. */
class ProbesTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  private final Path home = Path.of("target/homes", UUID.randomUUID().toString());
  private final HttpClient http = HttpClient.newHttpClient();
  private ConfigurableApplicationContext siteDrop;

  @AfterEach
  void stop() {
    siteDrop.close();
  }

  private void start(String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--sitedrop.home=" + home,
                "--logging.file.name=",
                "--server.port=0",
                "--management.server.port=0",
                "--delivery.workers=4",
                "--spring.datasource.hikari.maximum-pool-size=12"));
    arguments.addAll(List.of(settings));
    siteDrop = new SpringApplicationBuilder(SiteDrop.class).run(arguments.toArray(String[]::new));
  }

  /** A Procore that nobody answers for. */
  private void startWithoutProcore(String... settings) throws IOException {
    String nobody = "http://127.0.0.1:" + JarProcess.freePort();
    start(
        Stream.concat(
                Stream.of(
                    "--procore.client-id=sandbox-client",
                    "--procore.client-secret=sandbox-secret",
                    "--procore.company-id=1",
                    "--procore.api-url=" + nobody,
                    "--procore.login-url=" + nobody),
                Stream.of(settings))
            .toArray(String[]::new));
  }

  private HttpResponse<String> get(String path) {
    String port = siteDrop.getEnvironment().getProperty("local.management.port");
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Of what a probe without a library sends, and no client of Java would. */
  private String statusLine(String... head) throws IOException {
    int port =
        siteDrop.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String sent = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  private boolean isReady() {
    return get("/actuator/health/readiness").statusCode() == 200;
  }

  private boolean isAlive() {
    return get("/actuator/health/liveness").statusCode() == 200;
  }

  private double metric(String name) {
    return get("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRouteThatDoesNotRunMakesACopyNotReady() throws Exception {
    start("--management.endpoint.health.show-components=always");
    assertThat(get("/actuator/health/readiness").body())
        .contains("\"readinessState\"", "\"ledger\"", "\"routes\"");
    assertThat(get("/actuator/health/liveness").body())
        .contains("\"livenessState\"", "\"schedule\"", "\"sources\"");
    assertThat(isReady()).isTrue();
    assertThat(statusLine("GET /actuator/health/readiness HTTP/1.0")).contains(" 200");
    for (String path : List.of("/actuator/health", "/actuator/prometheus", "/actuator")) {
      assertThat(statusLine("GET " + path + " HTTP/1.1", "Host: evil.example")).contains(" 421");
    }

    siteDrop.getBean(CamelContext.class).getRouteController().stopRoute("deliver");

    assertThat(isReady()).isFalse();
    assertThat(isAlive()).isTrue();
    assertThat(get("/sandbox/account").statusCode()).isEqualTo(404);
  }

  @Test
  void aProcoreThatIsAwayChangesNothingButTheBacklog() throws Exception {
    startWithoutProcore();
    assertThat(metric(ManifestTest.scaledBy()) + metric("sitedrop_waiting")).isZero();
    assertThat(metric("sitedrop_oldest_seconds")).isZero();

    new Inbox(home).drop("42/images/crane.jpg", Samples.bytes("crane.jpg"));

    await().atMost(SOON).until(() -> metric("sitedrop_waiting") == 1);
    assertThat(metric("sitedrop_oldest_seconds")).isPositive();
    assertThat(isReady()).isTrue();
    assertThat(isAlive()).isTrue();
  }

  @Test
  @Needs(Need.POSTGRES)
  void aDatabaseThatIsAwayMakesACopyNotReadyAndNotDead() throws Exception {
    EmbeddedPostgres server = PostgresServer.start(PostgresServer.NEWEST);
    try {
      startWithoutProcore("--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"));
      assertThat(isReady()).isTrue();
    } finally {
      server.close();
    }

    await().atMost(SOON).until(() -> !isReady());
    assertThat(isAlive()).isTrue();
    assertThat(metric("sitedrop_backlog")).isNaN();
  }
}
