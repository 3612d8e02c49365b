package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

/** Companies that are reached by one app of Procore's, and others by another. */
@ExtendWith(OutputCaptureExtension.class)
class OneAppTest {
  /** Ten seconds pass in 0.2. */
  private static final class FastClock extends Clock {
    private final Instant start = Instant.now();

    @Override
    public Instant instant() {
      return start.plus(Duration.between(start, Instant.now()).multipliedBy(50));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private final Clock clock = new FastClock();
  private final CamelContext camel = new DefaultCamelContext();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> limits = new ArrayList<>();
  private Companies companies;

  @BeforeEach
  void start() {
    companies =
        companies(
            Map.of(
                "north", company("app", "secret", "1"),
                "south", company("app", "secret", "2"),
                "east", company("app", "other secret", "3"),
                "west", company("w".repeat(500), "secret", "4")));
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private static CompanySettings company(String clientId, String clientSecret, String id) {
    return new CompanySettings(clientId, clientSecret, id, null, null, null, null);
  }

  private Companies companies(Map<String, CompanySettings> named) {
    ProcoreSettings settings =
        new ProcoreSettings(
            "", "", "", null, null, null, List.of(), named, Duration.ZERO, Duration.ZERO);
    return new ProcoreConfiguration()
        .companies(
            settings,
            new MockEnvironment(),
            mock(FluentProducerTemplate.class),
            clock,
            limit -> {
              limits.add(limit);
              return new OwnRateStore(clock);
            },
            timer);
  }

  private Company company(String name) {
    return companies.all().stream().filter(one -> one.name().equals(name)).findFirst().get();
  }

  private Exchange turn(Company company) {
    Exchange exchange = new DefaultExchange(camel);
    company.budget().takeTurn(exchange);
    return exchange;
  }

  private static void end(Company company, Exchange exchange, ApiAnswer answer) {
    company.budget().endTurn(answer, exchange.getVariable("turn", RateBudget.Turn.class));
  }

  @Test
  @Timeout(60)
  void togetherTheyNeverExceedTheLimitOfTheirApp() throws Exception {
    CountingServer server =
        new CountingServer(
            25, 3600, CountingServer.Windows.OPENED_BY_A_CALL, CountingServer.Resets.UP);
    AtomicInteger toDo = new AtomicInteger(60);
    Map<String, Integer> statuses = new HashMap<>();
    ExecutorService workers = Executors.newFixedThreadPool(8);
    List<Future<?>> done = new ArrayList<>();
    for (int worker = 0; worker < 8; worker++) {
      Company company = company(worker % 2 == 0 ? "north" : "south");
      done.add(
          workers.submit(
              () -> {
                while (toDo.getAndDecrement() > 0) {
                  Exchange exchange = turn(company);
                  ApiAnswer answer;
                  synchronized (statuses) {
                    answer = server.call(clock.instant());
                    statuses.merge(company.name() + " " + answer.status(), 1, Integer::sum);
                  }
                  end(company, exchange, answer);
                }
              }));
    }
    for (Future<?> one : done) {
      one.get(50, TimeUnit.SECONDS);
    }
    workers.shutdown();

    assertThat(statuses).containsOnlyKeys("north 200", "south 200");
  }

  @Test
  @Timeout(10)
  void anotherAppIsNotHeldUp(CapturedOutput output) {
    Company north = company("north");
    Instant reset = clock.instant().plusSeconds(3600);
    end(north, turn(north), new ApiAnswer(429, "", 3600, 0, reset, "3600", null));

    assertThat(turn(company("west"))).isNotNull();
    assertThat(output).contains("Procore (east, north, south) asked us to pause until");
  }

  @Test
  void aLimitIsNamedByHostAndAppWithoutASecret() {
    assertThat(limits)
        .hasSize(2)
        .allSatisfy(
            limit ->
                assertThat(limit)
                    .startsWith("api.procore.com, app ")
                    .hasSizeLessThanOrEqualTo(300)
                    .doesNotContain("secret"));
  }

  @Test
  void anAppHasALimitOfItsOwnAtEachHost() {
    limits.clear();
    companies(
        Map.of(
            "a", new CompanySettings("app", "s", "1", "production", null, null, null),
            "b", new CompanySettings("app", "s", "2", "sandbox", null, null, null)));

    assertThat(limits).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aTokenIsSharedByThoseWhoLogInAsOneAndTheCircuitByNone() {
    assertThat(company("south").token()).isSameAs(company("north").token());
    assertThat(company("east").token()).isNotSameAs(company("north").token());
    assertThat(company("south").circuit()).isNotSameAs(company("north").circuit());
  }

  @Test
  void whenTheyCloseNobodyWaitsAnyMore() {
    companies.close();

    for (Company company : companies.all()) {
      assertThatThrownBy(() -> turn(company)).isInstanceOf(BusyUntil.class);
    }
  }
}
