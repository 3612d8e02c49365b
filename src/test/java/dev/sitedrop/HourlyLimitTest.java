package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** More files than Procore's hourly limit allows, in an hour that is shorter. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"sandbox.hourly-limit=20", "sandbox.hourly-window=15s"})
class HourlyLimitTest {
  private static final int FILES = 9;

  @Autowired private MeterRegistry meters;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private JsonNode pausedUntil() throws IOException {
    JsonNode until = status().at("/companies/0/pausedUntil");
    return until.isMissingNode() ? null : until;
  }

  private JsonNode status() throws IOException {
    return new ObjectMapper()
        .readTree(new SandboxView(port).get("http://127.0.0.1:" + port + "/api/status"));
  }

  private String page() {
    return new String(new SandboxView(port).get("http://127.0.0.1:" + port + "/"));
  }

  @Test
  void whatIsOverItWaitsForTheNextHourAndIsDeliveredOnce(CapturedOutput output) throws IOException {
    Inbox inbox = new Inbox(home);
    List<String> contents = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      byte[] photo = Samples.jpeg(3000, i);
      contents.add(Samples.sha256(photo));
      inbox.drop("42/images/photo-" + i + ".jpg", photo);
    }

    JsonNode until =
        await().atMost(Duration.ofSeconds(30)).until(this::pausedUntil, Objects::nonNull);
    assertThat(Instant.parse(until.asText()))
        .isBetween(Instant.now(), Instant.now().plusSeconds(20));
    assertThat(page()).contains("None before");
    JsonNode now =
        await()
            .atMost(Duration.ofSeconds(15))
            .until(this::status, one -> one.path("level").asText().equals("held_up"));
    assertThat(now.at("/troubles/0/code").asText()).isEqualTo("limit");
    assertThat(now.at("/troubles/0/what").asText()).isEqualTo("Procore's rate limit is used up.");
    assertThat(now.path("underWay").asInt()).isZero();
    assertThat(now.path("waiting").asInt()).isPositive();
    assertThat(now.at("/reasons/0/nextAt").asText()).isNotEmpty();
    assertThat(now.at("/left/0/minutes").asInt()).isPositive();
    assertThat(inbox.delivered()).hasSizeLessThan(FILES);

    await().atMost(Duration.ofSeconds(60)).until(() -> inbox.delivered().size() == FILES);
    assertThat(new SandboxView(port).imageSha256s()).containsExactlyInAnyOrderElementsOf(contents);
    assertThat(meters.find("sitedrop.api.calls").tag("status", "429").timers()).isEmpty();
    assertThat(pausedUntil()).isNull();
    assertThat(output.getOut().lines().filter(line -> line.contains("leaves no more calls")))
        .singleElement()
        .asString()
        .contains("of this hour's 20 until", "; deliveries wait");
  }
}
