package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Procore's rate limit, shared by all callers: an hourly window and one of ten seconds, both
 * learned from the answers. A call starts only if neither can be overrun by it, whatever the calls
 * in flight do. Until the first answer there is one call at a time, for nothing is known.
 */
@Component
public class RateBudget {
  private static final String TURN = "turn";
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** A caller waits here for so long; a longer pause is better spent on the schedule. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(30);

  private static final Duration SPIKE = Duration.ofSeconds(10);
  private static final Duration HOUR = Duration.ofHours(1);

  /** A reset that is further ahead than this is not that of the ten seconds. */
  private static final Duration SPIKE_AT_MOST = Duration.ofSeconds(12);

  private final Clock clock;
  private final RateWindow spike = new RateWindow(SPIKE);
  private final RateWindow hour = new RateWindow(HOUR);
  private Instant pausedUntil = Instant.MIN;
  private boolean answeredOnce;
  private int inFlight;

  RateBudget(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns when the call of this exchange may be made.
   *
   * @throws BusyUntil if that is more than half a minute away; the call was not made
   */
  public void takeTurn(Exchange exchange) {
    awaitTurn();
    Turn turn = new Turn();
    exchange.setVariable(TURN, turn);
    exchange.getExchangeExtension().addOnCompletion(turn);
  }

  /** Takes from the answer what it says of the limit. */
  public void endTurn(@Body ApiAnswer answer, @Variable(TURN) Turn turn) {
    if (turn.end()) {
      answered(answer);
    }
  }

  /** A call in flight; if its exchange ends without an answer, Procore may have counted it. */
  public final class Turn extends SynchronizationAdapter {
    private final AtomicBoolean ended = new AtomicBoolean();

    private boolean end() {
      return ended.compareAndSet(false, true);
    }

    @Override
    public void onDone(Exchange exchange) {
      if (end()) {
        unanswered();
      }
    }
  }

  /** Waits for the turn; the call counts as in flight then. */
  synchronized void awaitTurn() {
    try {
      for (Instant turn; (turn = turn()).isAfter(clock.instant()); ) {
        Duration wait = Duration.between(clock.instant(), turn);
        if (wait.compareTo(WORTH_WAITING) > 0) {
          throw new BusyUntil("Procore's rate limit is reached", turn, false);
        }
        wait(Math.max(1, wait.toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Passing("SiteDrop is stopping");
    }
    inFlight++;
  }

  /** Now, or the time to look again. */
  private Instant turn() {
    Instant now = clock.instant();
    if (now.isBefore(pausedUntil)) {
      return pausedUntil;
    }
    if (!answeredOnce && inFlight > 0) {
      return now.plusSeconds(1);
    }
    if (!spike.hasRoom(inFlight, now)) {
      return spike.roomAt(now);
    }
    return hour.hasRoom(inFlight, now) ? now : hour.roomAt(now);
  }

  synchronized void answered(ApiAnswer answer) {
    Instant now = clock.instant();
    ended(now);
    answeredOnce = true;
    if (answer.limit() > 0 && answer.remaining() >= 0 && answer.reset() != null) {
      Instant reset = now.plus(answer.untilReset(now));
      windowOf(answer.limit(), reset, now)
          .learn(answer.limit(), answer.remaining(), reset, inFlight, now);
      if (answer.remaining() == 0) {
        pausedUntil = later(pausedUntil, reset.plusMillis(500));
      }
    }
    if (answer.status() == 429 || answer.status() == 503) {
      Instant until = answer.busyUntil(now);
      if (until.isAfter(pausedUntil)) {
        LOG.warn("Procore wants no calls until {}; deliveries wait", until);
      }
      pausedUntil = later(pausedUntil, until);
    }
  }

  synchronized void unanswered() {
    ended(clock.instant());
  }

  private void ended(Instant now) {
    inFlight--;
    spike.answered(now);
    hour.answered(now);
    notifyAll();
  }

  /** Near its end the hourly window's reset is close as well; then its limit tells it. */
  private RateWindow windowOf(int limit, Instant reset, Instant now) {
    boolean near = !reset.isAfter(now.plus(SPIKE_AT_MOST));
    return near && !(hour.isKnown() && hour.limit() == limit) ? spike : hour;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
