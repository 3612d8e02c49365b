package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One app's rate limit, shared by all callers, by all companies with its client id, and by all
 * copies of SiteDrop where they share a database: lets calls start one after the other, each when
 * {@link RateState} permits it.
 */
public class RateBudget {
  static final String TURN = "turn";
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** How long a call is believed to be on its way when nothing is heard of who makes it. */
  static final Duration BELIEVED = Duration.ofSeconds(30);

  /** How often a waiting caller looks at least: another copy's call may have ended. */
  private static final long LOOK_MILLIS = 250;

  private final RateStore store;
  private final Clock clock;
  private final String procore;
  private final Set<RateState.Call> mine = ConcurrentHashMap.newKeySet();
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private final Object somethingEnded = new Object();
  private long endings;
  private volatile boolean closed;
  private volatile CallsLeft left = CallsLeft.UNKNOWN;
  private volatile Instant usedUpUntil;
  private volatile Instant pausedSince;
  private Instant toldUntil = Instant.EPOCH;

  /**
   * @param procore what its Procore is called in a log line
   * @param timer renews calls that take long
   */
  RateBudget(RateStore store, Clock clock, String procore, ScheduledExecutorService timer) {
    this.store = store;
    this.clock = clock;
    this.procore = procore;
    long period = BELIEVED.toMillis() / 3;
    timer.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Returns when the call of this exchange may be made, however long that takes: a caller that
   * waits costs nothing, and one that gave up would only make room for the next.
   *
   * @throws BusyUntil if SiteDrop stops meanwhile, or this caller is told to; the call was not made
   */
  public void takeTurn(Exchange exchange) {
    takeTurn(exchange, Patience.ENDLESS);
  }

  /**
   * The same, for as long as the caller has patience.
   *
   * @throws BusyUntil if the turn did not come in that time; the call was not made
   */
  void takeTurn(Exchange exchange, Patience patience) {
    Turn turn = awaitTurn(patience);
    exchange.setVariable(TURN, turn);
    exchange.getExchangeExtension().addOnCompletion(turn);
  }

  /** Takes from the answer what it says of the limit. */
  public void endTurn(@Body ApiAnswer answer, @Variable(TURN) Turn turn) {
    turn.answered(answer);
  }

  /** Nobody waits any more: what is not sent yet stays due. */
  void close() {
    closed = true;
    tellWhoWaits();
  }

  /** A call in flight; if its exchange ends without an answer, Procore may have counted it. */
  public final class Turn extends SynchronizationAdapter {
    private final AtomicBoolean over = new AtomicBoolean();
    private final RateState.Call call;

    private Turn(RateState.Call call) {
      this.call = call;
    }

    void answered(ApiAnswer answer) {
      if (over.compareAndSet(false, true)) {
        Instant paused = end(call, (state, now) -> state.learn(call, answer, now));
        if (paused != null) {
          LOG.warn("{} asked us to pause until {}; deliveries wait", procore, paused);
        } else {
          tellOfTheHour();
        }
      }
    }

    @Override
    public void onDone(Exchange exchange) {
      if (over.compareAndSet(false, true)) {
        end(
            call,
            (state, now) -> {
              state.unanswered(call, now);
              return null;
            });
      }
    }
  }

  /** Once: an hour is long for whoever does not know why nothing moves. */
  private synchronized void tellOfTheHour() {
    Instant until = usedUpUntil;
    // the same reset is told a little earlier or later by each answer
    if (until != null && until.isAfter(toldUntil.plusSeconds(2))) {
      toldUntil = until;
      LOG.warn(
          "{} leaves no more calls of this hour's {} until {}; deliveries wait",
          procore,
          Math.round(left.hourLimit()),
          until.truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /** Callers queue here, so that only one of this process asks the store. */
  private Turn awaitTurn(Patience patience) {
    try {
      if (!oneAtATime.tryLock(patience.millis(), TimeUnit.MILLISECONDS)) {
        throw patience.over(procore, clock);
      }
      try {
        while (!closed) {
          long before = endings();
          Ask ask = change(RateBudget::ask);
          if (ask.call() != null) {
            mine.add(ask.call());
            return new Turn(ask.call());
          }
          if (patience.isOver()) {
            throw patience.over(procore, clock);
          }
          synchronized (somethingEnded) {
            if (!closed && endings == before) {
              somethingEnded.wait(Math.min(ask.waitMillis(), 1 + patience.millis()));
            }
          }
        }
      } finally {
        oneAtATime.unlock();
      }
    } catch (InterruptedException e) {
      throw interrupted(clock);
    }
    throw new BusyUntil("SiteDrop is stopping", clock.instant(), false);
  }

  /** One caller is told to stop, such as a poll whose source was changed; the others go on. */
  static BusyUntil interrupted(Clock clock) {
    Thread.currentThread().interrupt();
    return new BusyUntil("Its caller was interrupted", clock.instant(), false);
  }

  /**
   * @param call null if none may start now
   */
  private record Ask(RateState.Call call, long waitMillis) {}

  private static Ask ask(RateState state, Instant now) {
    Instant wait = state.waitUntil(now);
    return wait == null
        ? new Ask(state.begin(now.plus(BELIEVED)), 0)
        : new Ask(null, Math.max(1, Math.min(LOOK_MILLIS, Duration.between(now, wait).toMillis())));
  }

  /**
   * What Procore has answered stays answered, whatever becomes of the database: then the call
   * counts as ended a little later.
   */
  private Instant end(RateState.Call call, RateStore.Change<Instant> change) {
    mine.remove(call);
    try {
      return change(change);
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("The rate limit's state cannot be written", e);
      return null;
    } finally {
      tellWhoWaits();
    }
  }

  private <T> T change(RateStore.Change<T> change) {
    return store.change(
        (state, now) -> {
          T result = change.apply(state, now);
          left = state.left(now);
          boolean isPaused = left.pausedUntil().isAfter(now);
          pausedSince = isPaused ? pausedSince == null ? now : pausedSince : null;
          usedUpUntil = state.hourUsedUpUntil(now);
          return result;
        });
  }

  /** As this process has seen it last: nobody is asked. */
  CallsLeft left() {
    return left;
  }

  /** Since when no call is made; null if calls were made when this process asked last. */
  Instant pausedSince() {
    return pausedSince;
  }

  private void renew() {
    if (mine.isEmpty()) {
      return;
    }
    try {
      store.change(
          (state, now) -> {
            mine.forEach(call -> state.renew(call, now.plus(BELIEVED)));
            return null;
          });
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("The rate limit's state cannot be written", e);
    }
  }

  private long endings() {
    synchronized (somethingEnded) {
      return endings;
    }
  }

  private void tellWhoWaits() {
    synchronized (somethingEnded) {
      endings++;
      somethingEnded.notifyAll();
    }
  }
}
