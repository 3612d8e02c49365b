package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
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

/**
 * Procore's rate limit, shared by all callers: an hourly window and one of ten seconds (the spike
 * window), both learned from the answers, of which each reports the tighter one. A call starts only
 * if neither can be overrun by it, whatever the calls in flight do. Until the first answer there is
 * one call at a time, for nothing is known.
 *
 * <p>The hour goes by what is reported. The ten seconds go by our own calls as well: a reset in
 * whole seconds would cost up to a second of every ten.
 */
public class RateBudget {
  static final String TURN = "turn";
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** A reset that is further ahead than this is not that of the ten seconds. */
  private static final Duration SPIKE_AT_MOST = Duration.ofSeconds(12);

  /** How often a waiting caller looks again when nothing tells when. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Clock clock;
  private final String procore;
  private final RateWindow spike = new RateWindow();
  private final RateWindow hour = new RateWindow();

  /** What was reported last, of whichever window: neither had fewer calls left. */
  private final RateWindow tighter = new RateWindow();

  private final RecentCalls recent = new RecentCalls();
  private Instant pausedUntil = Instant.MIN;
  private int callsOfOthers;
  private boolean answeredOnce;
  private boolean closed;
  private int inFlight;
  private long ended;

  /**
   * @param procore what its Procore is called in a log line
   */
  RateBudget(Clock clock, String procore) {
    this.clock = clock;
    this.procore = procore;
  }

  /**
   * Returns when the call of this exchange may be made, however long that takes: a caller that
   * waits costs nothing, and one that gave up would only make room for the next.
   *
   * @throws BusyUntil if SiteDrop stops meanwhile; the call was not made
   */
  public void takeTurn(Exchange exchange) {
    Turn turn = awaitTurn();
    exchange.setVariable(TURN, turn);
    exchange.getExchangeExtension().addOnCompletion(turn);
  }

  /** Takes from the answer what it says of the limit. */
  public void endTurn(@Body ApiAnswer answer, @Variable(TURN) Turn turn) {
    turn.answered(answer);
  }

  /** Nobody waits any more: what is not sent yet stays due. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** A call in flight; if its exchange ends without an answer, Procore may have counted it. */
  public final class Turn extends SynchronizationAdapter {
    private final AtomicBoolean over = new AtomicBoolean();
    private final long endedBefore;

    private Turn(long endedBefore) {
      this.endedBefore = endedBefore;
    }

    void answered(ApiAnswer answer) {
      if (over.compareAndSet(false, true)) {
        learn(answer, endedBefore);
      }
    }

    @Override
    public void onDone(Exchange exchange) {
      if (over.compareAndSet(false, true)) {
        unanswered();
      }
    }
  }

  private synchronized Turn awaitTurn() {
    try {
      for (Instant wait; !closed && (wait = waitUntil(clock.instant())) != null; ) {
        wait(Math.max(1, Duration.between(clock.instant(), wait).toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
    if (closed) {
      throw new BusyUntil("SiteDrop is stopping", clock.instant(), false);
    }
    return begin();
  }

  /** A call starts now. */
  synchronized Turn begin() {
    inFlight++;
    return new Turn(ended);
  }

  /** Null if a call may start now; otherwise the time to look again, which permits nothing yet. */
  synchronized Instant waitUntil(Instant now) {
    Instant turn = turn(now);
    return turn.isAfter(now) ? turn : null;
  }

  private Instant turn(Instant now) {
    if (now.isBefore(pausedUntil)) {
      return pausedUntil;
    }
    if (!answeredOnce && inFlight > 0) {
      return now.plus(LOOK_AGAIN);
    }
    Instant bySpike = spikeTurn(now);
    Instant byHour = hourTurn(now);
    return later(bySpike, byHour);
  }

  private Instant spikeTurn(Instant now) {
    boolean reported = spike.isKnown() && !spike.isReset(now);
    int others = reported ? callsOfOthers : 0;
    if (!spike.isKnown()
        || recent.count(now) + inFlight + others < spike.limit()
        || reported && spike.room(ended, inFlight) > 0) {
      return now;
    }
    return others > 0
        ? earlier(recent.nextForgotten(now), spike.resetAt())
        : recent.nextForgotten(now);
  }

  /**
   * Until the hour is the tighter window, all that is known of it is that it has as many calls left
   * as the spike window had; when those are used, one call finds out.
   */
  private Instant hourTurn(Instant now) {
    if (hour.isKnown() && !hour.isReset(now)) {
      return hour.room(ended, inFlight) > 0 ? now : hour.resetAt();
    }
    boolean enough = !tighter.isKnown() || tighter.room(ended, inFlight) > 0;
    return enough || inFlight == 0 ? now : now.plus(LOOK_AGAIN);
  }

  private synchronized void learn(ApiAnswer answer, long endedBefore) {
    Instant now = clock.instant();
    end(now);
    answeredOnce = true;
    if (answer.limit() > 0 && answer.remaining() >= 0 && answer.reset() != null) {
      report(answer, endedBefore, now);
    }
    if (answer.status() == 429) {
      recent.wereTooMany();
    }
    if (answer.status() == 429 || answer.status() == 503) {
      Instant until = answer.busyUntil(now);
      if (until.isAfter(pausedUntil)) {
        LOG.warn("{} wants no calls until {}; deliveries wait", procore, until);
      }
      pausedUntil = later(pausedUntil, until);
    }
  }

  private void report(ApiAnswer answer, long endedBefore, Instant now) {
    Instant reset = now.plus(answer.untilReset(now));
    tighter.report(answer.limit(), answer.remaining(), reset, endedBefore, now);
    if (isSpike(answer.limit(), reset, now)) {
      spike.report(answer.limit(), answer.remaining(), reset, endedBefore, now);
      int ours = recent.count(now) + inFlight;
      callsOfOthers = Math.max(0, answer.limit() - answer.remaining() - ours);
    } else {
      hour.report(answer.limit(), answer.remaining(), reset, endedBefore, now);
    }
  }

  private synchronized void unanswered() {
    end(clock.instant());
  }

  private void end(Instant now) {
    inFlight--;
    ended++;
    recent.answered(now);
    notifyAll();
  }

  /** Near its end the hour's reset is close as well; then its limit tells it. */
  private boolean isSpike(int limit, Instant reset, Instant now) {
    boolean near = !reset.isAfter(now.plus(SPIKE_AT_MOST));
    return near && !(hour.isKnown() && hour.limit() == limit);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
