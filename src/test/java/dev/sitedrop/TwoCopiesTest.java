package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.ledger.PostgresServer;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two whole copies on one PostgreSQL and one spool. The first falls asleep at some step, the other
 * takes its delivery over, and the first wakes up.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@Needs(Need.POSTGRES)
class TwoCopiesTest {
  private final String url = PostgresServer.emptyDatabase();
  private final Path homes = Path.of("target/homes", UUID.randomUUID().toString());
  private final List<ConfigurableApplicationContext> all = new ArrayList<>();
  private ConfigurableApplicationContext sleeper;
  private ConfigurableApplicationContext other;
  private SandboxView sandbox;
  private Inbox inbox;

  /** Where the first copy falls asleep, once. */
  private volatile String place = "";

  private volatile CountDownLatch asleep;
  private volatile CountDownLatch wakesUp;

  /** Stops whoever reaches the place, as a stopped process stops there. */
  private final class Sleep implements InterceptStrategy {
    @Override
    public Processor wrapProcessorInInterceptors(
        CamelContext camel, NamedNode node, Processor target, Processor next) {
      return new DelegateAsyncProcessor(target) {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
          String here = node.getLabel();
          if (!place.isEmpty() && here.contains(place) && isMeant(here, exchange)) {
            place = "";
            asleep.countDown();
            waitFor(wakesUp);
          }
          return super.process(exchange, callback);
        }
      };
    }

    /** Of the calls of the API, the one that makes an image. */
    private boolean isMeant(String here, Exchange exchange) {
      if (here.contains("apiRequest")) {
        String call = String.valueOf(exchange.getMessage().getBody());
        return call.contains("method=POST, path=/rest/v1.0/images");
      }
      String headers = String.valueOf(exchange.getMessage().getHeaders());
      return !here.contains("http:procore")
          || headers.contains("/rest/v1.0/images?") && headers.contains("POST");
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ConfigurableApplicationContext start(
      String name, Map<String, String> more, boolean fallsAsleep) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--sitedrop.home=" + homes.resolve(name),
                "--sitedrop.spool=" + homes.resolve("spool"),
                "--spring.datasource.url=" + url,
                "--spring.datasource.hikari.maximum-pool-size=12",
                "--delivery.workers=4",
                "--delivery.first-retry=100ms",
                "--delivery.absence-after=2s",
                "--logging.file.name=",
                "--server.port=0"));
    more.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    ApplicationContextInitializer<GenericApplicationContext> sleep =
        context -> {
          if (fallsAsleep) {
            context.registerBean(InterceptStrategy.class, Sleep::new);
          }
        };
    ConfigurableApplicationContext copy =
        new SpringApplicationBuilder(SiteDrop.class)
            .initializers(sleep)
            .run(arguments.toArray(String[]::new));
    all.add(copy);
    return copy;
  }

  private static int port(ConfigurableApplicationContext copy) {
    return copy.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @BeforeAll
  void startAll() {
    ConfigurableApplicationContext procore =
        start("procore", Map.of("spring.profiles.active", "sandbox"), false);
    sandbox = new SandboxView(port(procore));
    Map<String, String> account =
        Map.of(
            "procore.client-id", "sandbox-client",
            "procore.client-secret", "sandbox-secret",
            "procore.company-id", "1",
            "procore.api-url", sandbox.origin(),
            "procore.login-url", sandbox.origin());
    Map<String, String> never = new HashMap<>(account);
    never.put("ledger.heartbeat-interval", "10m"); // it is not heard of while it sleeps
    sleeper = start("first", never, true);
    Map<String, String> often = new HashMap<>(account);
    often.put("ledger.heartbeat-interval", "500ms");
    often.put("ledger.missed-heartbeats", "4");
    other = start("second", often, false);
    inbox = new Inbox(homes.resolve("first"));
  }

  @AfterAll
  void stopAll() {
    all.subList(1, all.size()).forEach(ConfigurableApplicationContext::close);
    all.get(0).close();
  }

  @AfterEach
  void wakeUp() {
    if (wakesUp != null) {
      wakesUp.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "61, ref:createUpload method:record, 2, its upload is created but not written down",
    "62, ref:storagePut method:record, 1, its bytes are stored and that is not written down",
    "63, ref:imageAssociation method:request, 1, it has not said that it will send",
    "64, ref:apiRequest method:prepare, 1, it has said so and not taken its turn",
    "65, http:procore, 1, it has its turn and only has to send",
    "66, ref:imageAssociation method:confirm, 1, it has the answer",
    "67, ref:settling method:settle, 1, it has written everything and not told the sender",
  })
  void theSleeperChangesAndSendsNothingWhenItWakesUp(
      int project, String where, int uploads, String what, CapturedOutput output) throws Exception {
    asleep = new CountDownLatch(1);
    wakesUp = new CountDownLatch(1);
    other.getBean(Scheduler.class).pause();
    long uploadsBefore = uploads();
    place = where;
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));
    await().atMost(Duration.ofSeconds(30)).until(() -> asleep.getCount() == 0);

    other.getBean(Scheduler.class).resume();

    JsonNode receipt = inbox.receipt(project + "/images", "photo.jpg");
    Map<String, Object> before = row(project);
    wakesUp.countDown();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> output.getOut().contains("Taken over meanwhile"));
    assertThat(row(project)).isEqualTo(before).containsEntry("stage", "DELIVERED");
    assertThat(images(project)).as(what).hasSize(1);
    assertThat(images(project).get(0).path("id")).isEqualTo(receipt.path("procore").path("id"));
    assertThat(uploads() - uploadsBefore).isEqualTo(uploads);
  }

  private Map<String, Object> row(int project) {
    return sleeper
        .getBean(JdbcClient.class)
        .sql("select * from delivery where project_id = ?")
        .param(project)
        .query()
        .singleRow();
  }

  private List<JsonNode> images(int project) {
    return sandbox.images().stream()
        .filter(image -> image.path("project_id").asInt() == project)
        .toList();
  }

  private long uploads() {
    return sandbox.counts().path("calls").properties().stream()
        .filter(call -> call.getKey().startsWith("POST ") && call.getKey().endsWith("/uploads"))
        .mapToLong(call -> call.getValue().asLong())
        .sum();
  }
}
