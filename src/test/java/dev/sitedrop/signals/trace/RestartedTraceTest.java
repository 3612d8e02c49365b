package dev.sitedrop.signals.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.sitedrop.Faults;
import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDrop;
import dev.sitedrop.signals.Receiver;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trace of a delivery that was begun before a restart, and ended after it. */
class RestartedTraceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home = Path.of("target/homes", UUID.randomUUID().toString());

  /** The sandbox's, which has told where the bytes go. */
  private final int port;

  RestartedTraceTest() throws IOException {
    port = JarProcess.freePort();
  }

  private ConfigurableApplicationContext start(Receiver collector) {
    return new SpringApplicationBuilder(SiteDrop.class, Faults.class)
        .run(
            "--sitedrop.home=" + home,
            "--logging.file.name=",
            "--server.port=" + port,
            "--delivery.first-retry=1s",
            "--traces.endpoint=" + collector.url("/v1/traces"));
  }

  @Test
  void goesOnWhereItWas() {
    Inbox inbox = new Inbox(home);
    String delivery;
    try (Receiver collector = Receiver.start()) {
      try (ConfigurableApplicationContext first = start(collector)) {
        first.getBean(Faults.class).refuse("PUT /storage/.*", 10_000, 500, Map.of(), "");
        inbox.drop("42/images/photo.jpg", Samples.jpeg(4000, 1));
        JdbcClient ledger = first.getBean(JdbcClient.class);
        delivery =
            await()
                .atMost(PATIENCE)
                .until(
                    () -> ledger.sql("select id from delivery").query(String.class).list(),
                    found -> !found.isEmpty())
                .get(0);
        await().atMost(PATIENCE).until(() -> !attempts(collector, delivery).isEmpty());
      }
      int before = attempts(collector, delivery).size();
      try (ConfigurableApplicationContext second = start(collector)) {
        assertThat(second.isRunning()).isTrue();
        inbox.receipt("42/images", "photo.jpg");
      }

      ByteString whole = Spans.named(Spans.of(collector, delivery), "delivery").get(0).getSpanId();
      assertThat(attempts(collector, delivery))
          .hasSizeGreaterThan(before)
          .extracting(Span::getParentSpanId)
          .containsOnly(whole);
    }
  }

  private static List<Span> attempts(Receiver collector, String delivery) {
    return Spans.named(Spans.of(collector, delivery), "attempt");
  }
}
