package dev.sitedrop.signals.trace;

import static dev.sitedrop.signals.trace.Spans.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.sitedrop.Faults;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.signals.Receiver;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a collector of traces gets of a delivery. */
@SiteDropTest
@Import(Faults.class)
@ExtendWith(OutputCaptureExtension.class)
class TracesTest {
  private static final Receiver COLLECTOR = Receiver.start();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static long nextProject = 100;

  @Autowired private Faults faults;
  @Autowired private JdbcClient jdbc;

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox inbox;
  private long project;

  @DynamicPropertySource
  static void collector(DynamicPropertyRegistry settings) {
    settings.add("OTEL_EXPORTER_OTLP_ENDPOINT", () -> COLLECTOR.url(""));
    settings.add("spool.segment-size", () -> "5MB");
  }

  @AfterAll
  static void stop() {
    COLLECTOR.close();
  }

  @BeforeEach
  void ownProject() {
    inbox = new Inbox(home);
    project = nextProject++;
  }

  private String deliveryId() {
    return jdbc.sql("select id from delivery where project_id = ?")
        .param(project)
        .query(String.class)
        .single();
  }

  private static List<Span> of(String delivery) {
    return Spans.of(COLLECTOR, delivery);
  }

  @Test
  void allAttemptsOfADeliveryAreOneTraceWithASpanForEachStep() {
    faults.refuse("PUT /storage/.*", 1, 500, Map.of(), "oops");
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));
    inbox.receipt(project + "/images", "photo.jpg");

    String delivery = deliveryId();
    await().atMost(PATIENCE).until(() -> named(of(delivery), "attempt").size() == 2);
    List<Span> spans = of(delivery);
    Span whole = named(spans, "delivery").get(0);
    assertThat(whole.getParentSpanId().isEmpty()).isTrue();
    assertThat(named(spans, "attempt"))
        .extracting(Span::getParentSpanId)
        .containsOnly(whole.getSpanId());
    assertThat(named(spans, "attempt"))
        .extracting(attempt -> attempt.getStatus().getCode())
        .containsExactlyInAnyOrder(
            Status.StatusCode.STATUS_CODE_ERROR, Status.StatusCode.STATUS_CODE_UNSET);
    assertThat(named(spans, "put-segment"))
        .extracting(put -> put.getStatus().getMessage())
        .containsExactlyInAnyOrder("The storage answered 500 (oops)", "");
    assertThat(spans)
        .extracting(Span::getName)
        .contains("create-upload", "storage-put", "complete-upload", "image", "settle");
  }

  @Test
  void segmentsThatOtherThreadsPutAreChildrenOfTheirStep() {
    inbox.drop(project + "/images/large.jpg", Samples.jpeg(11_000_000, project));
    inbox.receipt(project + "/images", "large.jpg");

    String delivery = deliveryId();
    await().atMost(PATIENCE).until(() -> !named(of(delivery), "attempt").isEmpty());
    List<Span> spans = of(delivery);
    Set<ByteString> steps =
        named(spans, "storage-put").stream().map(Span::getSpanId).collect(Collectors.toSet());
    assertThat(named(spans, "put-segment"))
        .hasSize(3)
        .extracting(Span::getParentSpanId)
        .allMatch(steps::contains);
    assertThat(spans).extracting(Span::getSpanId).doesNotHaveDuplicates();
  }

  @Test
  void aCollectorThatIsAwayIsToldOnceAndHoldsNobodyUp(CapturedOutput output) {
    COLLECTOR.answer(400);
    inbox.drop(project + "/images/one.jpg", Samples.jpeg(4002, project));
    inbox.receipt(project + "/images", "one.jpg");
    await().atMost(PATIENCE).until(() -> output.toString().contains("Traces cannot be sent to"));

    COLLECTOR.answer(200);
    inbox.drop(project + "/images/two.jpg", Samples.jpeg(4003, project));

    await().atMost(PATIENCE).until(() -> output.toString().contains("Traces are sent to"));
    assertThat(output.toString().split("Traces cannot be sent", -1)).hasSize(2);
  }
}
