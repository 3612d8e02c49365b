package dev.sitedrop.console.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.SiteDrop;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Who is told of changes, and what that costs when nobody is. */
class LiveHomeTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  private final HttpClient http = HttpClient.newHttpClient();
  private ConfigurableApplicationContext siteDrop;
  private LiveHome live;

  @BeforeEach
  void start() {
    siteDrop =
        new SpringApplicationBuilder(SiteDrop.class)
            .run(
                "--sitedrop.home=target/homes/" + UUID.randomUUID(),
                "--logging.file.name=",
                "--server.port=0",
                "--delivery.workers=2");
    live = siteDrop.getBean(LiveHome.class);
  }

  @AfterEach
  void stop() {
    siteDrop.close();
  }

  private InputStream view() throws Exception {
    String port = siteDrop.getEnvironment().getProperty("local.server.port");
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/live/events")).build(),
            BodyHandlers.ofInputStream())
        .body();
  }

  @Test
  void itLooksOnlyWhileSomebodyDoes() throws Exception {
    assertThat(live.isLooking()).isFalse();

    try (InputStream one = view();
        InputStream other = view()) {
      assertThat(live.viewers()).isEqualTo(2);
      assertThat(live.isLooking()).isTrue();
      String said = new String(one.readNBytes(120), StandardCharsets.UTF_8);
      assertThat(said).contains("event:hello").contains("event:changed");
      assertThat(other.read()).isPositive();
    }

    await().atMost(SOON).until(() -> live.viewers() == 0);
    assertThat(live.isLooking()).isFalse();
  }

  /** The web server waits for its requests, and these would never end. */
  @Test
  void anOpenPageDoesNotHoldUpTheEnd() throws Exception {
    InputStream page = view();
    assertThat(page.read()).isPositive();
    Instant before = Instant.now();

    siteDrop.close();

    assertThat(page.readAllBytes()).isNotNull();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
  }
}
