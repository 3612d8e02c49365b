package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the calls of one company back while its Procore is down, and lets one through from time to
 * time to find out. Callers wait: a delivery that gave up would only make room for the next to
 * fail.
 */
class Circuit {
  static final String PASSAGE = "passage";
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final int LAST_CALLS = 8;
  private static final int DOWN_PERCENT = 80;

  /** So many calls without a good answer, one after the other, are no accident. */
  private static final int NOT_ANSWERING = 3;

  private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long LOOK_MILLIS = 100;

  private final Clock clock;
  private final String procore;
  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "procore",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(LAST_CALLS)
              .minimumNumberOfCalls(LAST_CALLS)
              .failureRateThreshold(DOWN_PERCENT)
              .permittedNumberOfCallsInHalfOpenState(1)
              .waitIntervalFunctionInOpenState(
                  IntervalFunction.ofExponentialBackoff(FIRST_PROBE, 2, LONGEST))
              .build());
  private volatile boolean closed;
  private int failures;
  private Instant failingSince;

  /**
   * @param procore what its Procore is called in a log line
   */
  Circuit(Clock clock, String procore) {
    this.clock = clock;
    this.procore = procore;
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              switch (event.getStateTransition()) {
                case CLOSED_TO_OPEN ->
                    LOG.warn("{} does not answer as it should; deliveries wait for it", procore);
                case HALF_OPEN_TO_CLOSED -> LOG.info("{} answers again", procore);
                default -> {}
              }
            });
  }

  /**
   * Returns when this exchange may call Procore, however long that takes.
   *
   * @throws BusyUntil if SiteDrop stops meanwhile, or this caller is told to; the call was not made
   */
  void enter(Exchange exchange) {
    enter(exchange, Patience.ENDLESS);
  }

  /**
   * The same, for as long as the caller has patience.
   *
   * @throws BusyUntil if it may not call in that time; the call was not made
   */
  void enter(Exchange exchange, Patience patience) {
    while (!closed && !breaker.tryAcquirePermission()) {
      if (patience.isOver()) {
        throw patience.over(procore, clock);
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        throw RateBudget.interrupted(clock);
      }
    }
    if (closed) {
      throw new BusyUntil("SiteDrop is stopping", clock.instant(), false);
    }
    Passage passage = new Passage();
    exchange.setVariable(PASSAGE, passage);
    exchange.getExchangeExtension().addOnCompletion(passage);
  }

  /** Procore has answered. */
  void leave(ApiAnswer answer, Passage passage) {
    passage.end(answer.status() < 500, false);
  }

  /** Whether calls are held back. */
  boolean isOpen() {
    return breaker.getState() != CircuitBreaker.State.CLOSED;
  }

  /**
   * Since when Procore has not given a good answer; null if it does, or has failed once or twice.
   */
  synchronized Instant notAnsweringSince() {
    return isOpen() || failures >= NOT_ANSWERING ? failingSince : null;
  }

  private synchronized void count(boolean answered) {
    failures = answered ? 0 : failures + 1;
    failingSince = answered ? null : failingSince == null ? clock.instant() : failingSince;
  }

  /** Nobody waits any more: what is not sent yet stays due. */
  void close() {
    closed = true;
  }

  /** One call; if no answer came to it, that is Procore's failure as well. */
  final class Passage extends SynchronizationAdapter {
    private final AtomicBoolean over = new AtomicBoolean();

    private void end(boolean answered, boolean never) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      if (!never) {
        count(answered);
      }
      if (never) {
        breaker.releasePermission();
      } else if (answered) {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      } else {
        breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("no good answer"));
      }
    }

    @Override
    public void onDone(Exchange exchange) {
      Exception failure = exchange.getException(Exception.class);
      if (failure == null) {
        failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
      }
      // what fails on our side before the call is sent says nothing of Procore
      end(false, !(failure instanceof IOException) || failure instanceof NotSent);
    }
  }
}
