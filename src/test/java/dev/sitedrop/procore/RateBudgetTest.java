package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class RateBudgetTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private boolean away;
  private final RateStore own = new OwnRateStore(Clock.systemUTC());
  private final RateBudget budget =
      new RateBudget(
          new RateStore() {
            @Override
            public <T> T change(Change<T> change) {
              if (away) {
                throw new DataAccessResourceFailureException("away");
              }
              return own.change(change);
            }
          },
          Clock.systemUTC(),
          "Procore",
          timer);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private Exchange take() {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    budget.takeTurn(exchange);
    return exchange;
  }

  private void answer(Exchange exchange) {
    budget.endTurn(
        new ApiAnswer(201, "", 3600, 3599, Instant.now().plusSeconds(3000), null, null),
        exchange.getVariable("turn", RateBudget.Turn.class));
  }

  @Test
  void whoWaitsGoesOnAtOnceWhenTheFirstAnswerIsThere() throws Exception {
    Exchange first = take();
    CompletableFuture<Exchange> second = CompletableFuture.supplyAsync(this::take);
    assertThat(second).isNotDone();

    answer(first);

    await().until(second::isDone);
    answer(second.get());
  }

  @Test
  void anAnswerIsNotLostBecauseTheDatabaseIsAway() {
    Exchange exchange = take();
    away = true;

    assertThatCode(() -> answer(exchange)).doesNotThrowAnyException();
    assertThatThrownBy(this::take).isInstanceOf(DataAccessResourceFailureException.class);
  }

  @Test
  void whoIsInterruptedGivesUpAloneAndTheOthersGoOn() throws Exception {
    Exchange first = take();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread poll = new Thread(() -> failure.set(catchThrowable(this::take)));
    poll.start();
    poll.interrupt();
    await().until(() -> failure.get() != null);
    assertThat(failure.get()).isInstanceOf(BusyUntil.class);

    answer(first);

    answer(CompletableFuture.supplyAsync(this::take).get(5, TimeUnit.SECONDS));
  }

  @Test
  void whoHasNoPatienceIsNotHeldByThoseWhoHave() throws Exception {
    Exchange first = take();
    answerBusy(first);
    CompletableFuture<Exchange> delivery = CompletableFuture.supplyAsync(this::take);

    CompletableFuture<Throwable> lookUp =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    () ->
                        budget.takeTurn(
                            new DefaultExchange(new DefaultCamelContext()),
                            Patience.of(Duration.ofMillis(200)))));

    assertThat(lookUp.get(5, TimeUnit.SECONDS))
        .isInstanceOf(BusyUntil.class)
        .hasMessage("Procore cannot be asked at the moment");
    assertThat(delivery).isNotDone();
    budget.close();
  }

  private void answerBusy(Exchange exchange) {
    budget.endTurn(
        new ApiAnswer(429, "", 3600, 0, Instant.now().plusSeconds(3000), "3000", null),
        exchange.getVariable("turn", RateBudget.Turn.class));
  }

  @Test
  void nobodyWaitsAnyMoreWhenSiteDropStops() {
    take();
    CompletableFuture<Exchange> waiting = CompletableFuture.supplyAsync(this::take);

    budget.close();

    assertThatThrownBy(waiting::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(BusyUntil.class);
  }
}
