package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sitedrop.ledger.PostgresServer;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionException;

@Needs(Need.POSTGRES)
class SharedRateStoreTest {
  private static final String LIMIT = "example, company 4511";
  private static final Duration BELIEVED = Duration.ofSeconds(30);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CamelContext camel = new DefaultCamelContext();
  private String database;

  @BeforeEach
  void createDatabase() {
    database = PostgresServer.emptyDatabase();
    Flyway.configure().dataSource(copy()).load().migrate();
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private DataSource copy() {
    return new DriverManagerDataSource(database);
  }

  private RateStore store(String limit) {
    DataSource copy = copy();
    return new SharedRateStore(
        JdbcClient.create(copy), new DataSourceTransactionManager(copy), limit);
  }

  @Test
  void whatOneCopyLearnsTheOthersKnow() {
    RateStore one = store(LIMIT);
    RateStore other = store(LIMIT);

    RateState.Call call = one.change((state, now) -> state.begin(now.plus(BELIEVED)));
    assertThat(mayCall(other)).isFalse();
    one.change(
        (state, now) ->
            state.learn(call, new ApiAnswer(429, "", 25, 0, now.plusSeconds(60), "60", null), now));

    assertThat(mayCall(other)).isFalse();
    assertThat(mayCall(store("another company"))).isTrue();
  }

  @Test
  void aCopyThatStartsLaterTakesNothingBack() {
    RateState.Call call = store(LIMIT).change((state, now) -> state.begin(now.plus(BELIEVED)));

    assertThat(mayCall(store(LIMIT))).isFalse();
    assertThat(call.number()).isEqualTo(1);
  }

  private static Void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  /** Such as one whose machine was suspended at that moment. */
  @Test
  void aCopyThatSleepsWithTheLimitHoldsTheOthersForNoLongerThanItMay() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    DataSource copy = copy();
    RateStore sleeper =
        new SharedRateStore(
            JdbcClient.create(copy),
            new DataSourceTransactionManager(copy),
            LIMIT,
            Duration.ofMillis(300));
    CompletableFuture<Throwable> slept =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    () ->
                        sleeper.change(
                            (state, now) -> {
                              asleep.countDown();
                              return await(awake);
                            })));
    asleep.await();

    CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> mayCall(store(LIMIT)));

    assertThat(other).succeedsWithin(Duration.ofSeconds(8));
    awake.countDown();
    assertThat(slept.get(20, TimeUnit.SECONDS))
        .isInstanceOfAny(DataAccessException.class, TransactionException.class);
  }

  private static boolean mayCall(RateStore store) {
    return store.change((state, now) -> state.waitUntil(now) == null);
  }

  @Test
  void fourCopiesUseOneLimitToTheFullAndNeverOverrunIt() throws Exception {
    CountingServer server =
        new CountingServer(
            25, 3600, CountingServer.Windows.OPENED_BY_A_CALL, CountingServer.Resets.UP);
    AtomicInteger toDo = new AtomicInteger(60);
    List<Integer> statuses = new ArrayList<>();
    ExecutorService workers = Executors.newFixedThreadPool(16);
    List<Future<?>> done = new ArrayList<>();
    for (int copy = 0; copy < 4; copy++) {
      RateBudget budget = new RateBudget(store(LIMIT), Clock.systemUTC(), "Procore", timer);
      for (int worker = 0; worker < 4; worker++) {
        done.add(
            workers.submit(
                () -> {
                  while (toDo.getAndDecrement() > 0) {
                    call(budget, server, statuses);
                  }
                }));
      }
    }
    for (Future<?> one : done) {
      one.get(60, TimeUnit.SECONDS);
    }
    workers.shutdown();

    assertThat(statuses).hasSize(60).containsOnly(200);
  }

  private void call(RateBudget budget, CountingServer server, List<Integer> statuses) {
    Exchange exchange = new DefaultExchange(camel);
    budget.takeTurn(exchange);
    ApiAnswer answer;
    synchronized (statuses) {
      answer = server.call(Instant.now());
      statuses.add(answer.status());
    }
    budget.endTurn(answer, exchange.getVariable("turn", RateBudget.Turn.class));
  }
}
