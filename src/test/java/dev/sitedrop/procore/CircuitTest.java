package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;

@Timeout(30)
class CircuitTest {
  private final Circuit circuit = new Circuit(Clock.systemUTC(), "Procore");

  private Circuit.Passage enter() {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    circuit.enter(exchange);
    return exchange.getVariable("passage", Circuit.Passage.class);
  }

  private void answered(int status) {
    circuit.leave(new ApiAnswer(status, "", -1, -1, null, null, null), enter());
  }

  private void goDown() {
    for (int i = 0; i < 8; i++) {
      answered(502);
    }
  }

  @Test
  void procoreIsDownWhenNearlyAllOfTheLastCallsFailed() {
    goDown();

    CompletableFuture<Void> next = CompletableFuture.runAsync(this::enter);

    Awaitility.await().during(Duration.ofMillis(500)).until(() -> !next.isDone());
    assertThat(next).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void oneCallFindsOutAndTheOthersWaitForIt() {
    goDown();
    Circuit.Passage probe = enter();
    CompletableFuture<Void> other = CompletableFuture.runAsync(this::enter);
    Awaitility.await().during(Duration.ofMillis(500)).until(() -> !other.isDone());

    circuit.leave(new ApiAnswer(200, "", -1, -1, null, null, null), probe);

    assertThat(other).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void whatProcoreRefusesIsAnAnswer() {
    for (int i = 0; i < 50; i++) {
      answered(422);
      answered(429);
    }

    assertThat(enter()).isNotNull();
  }

  @Test
  void whoIsInterruptedGivesUpAloneAndTheOthersGoOn() {
    goDown();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread poll = new Thread(() -> failure.set(catchThrowable(this::enter)));
    poll.start();
    poll.interrupt();
    Awaitility.await().until(() -> failure.get() != null);

    assertThat(failure.get()).isInstanceOf(BusyUntil.class);
    assertThat(CompletableFuture.runAsync(this::enter)).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void whoHasNoPatienceGivesUpWhileProcoreIsDown() {
    goDown();

    assertThatThrownBy(
            () ->
                circuit.enter(
                    new DefaultExchange(new DefaultCamelContext()),
                    Patience.of(Duration.ofMillis(200))))
        .isInstanceOf(BusyUntil.class);
  }

  private void ended(Exception failure) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    circuit.enter(exchange);
    exchange.setException(failure);
    exchange.getVariable("passage", Circuit.Passage.class).onDone(exchange);
  }

  @Test
  void whatFailsOnOurSideSaysNothingOfProcore() {
    for (int i = 0; i < 50; i++) {
      ended(new DataAccessResourceFailureException("the ledger is away"));
      ended(new NotSent());
    }
    assertThat(circuit.isOpen()).isFalse();

    for (int i = 0; i < 8; i++) {
      ended(new ConnectException("no route to Procore"));
    }
    assertThat(circuit.isOpen()).isTrue();
  }

  @Test
  void nobodyWaitsWhenSiteDropStops() {
    goDown();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::enter);

    circuit.close();

    assertThatThrownBy(waiting::join).hasCauseInstanceOf(BusyUntil.class);
  }
}
