package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of Procore's rate limit: an hourly window and one of ten seconds (the spike
 * window), both learned from the answers, of which each reports the tighter one. A call may start
 * only if neither can be overrun by it, whatever the calls in flight do. Until the first answer
 * there is one call at a time, for nothing is known.
 *
 * <p>The hour goes by what is reported. The ten seconds go by our own calls as well: a reset in
 * whole seconds would cost up to a second of every ten.
 *
 * <p>Its fields are all of it, so it can be written down as JSON. Not for several threads.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
final class RateState {
  /** A reset that is further ahead than this is not that of the ten seconds. */
  private static final Duration SPIKE_AT_MOST = Duration.ofSeconds(12);

  /** How often a waiting caller looks again when nothing tells when. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final RateWindow spike = new RateWindow();
  private final RateWindow hour = new RateWindow();

  /** What was reported last, of whichever window: neither had fewer calls left. */
  private final RateWindow tighter = new RateWindow();

  private final RecentCalls recent = new RecentCalls();

  /** The calls without an answer yet, and until when they are believed to be on their way. */
  private final Map<Long, Instant> inFlight = new TreeMap<>();

  private Instant pausedUntil = Instant.EPOCH;
  private int callsOfOthers;
  private boolean answeredOnce;
  private long begun;
  private long ended;

  /**
   * A call that is on its way.
   *
   * @param number of its own
   * @param endedBefore how many calls had ended when it began
   */
  record Call(long number, long endedBefore) {}

  /** Null if a call may start now; otherwise the time to look again, which permits nothing yet. */
  Instant waitUntil(Instant now) {
    forgetTheDead(now);
    Instant turn = turn(now);
    return turn.isAfter(now) ? turn : null;
  }

  /**
   * A call starts now.
   *
   * @param believedUntil when it counts as ended, unless it is renewed or answered: whoever makes
   *     it may be killed
   */
  Call begin(Instant believedUntil) {
    inFlight.put(++begun, believedUntil);
    return new Call(begun, ended);
  }

  /** Whoever makes this call lives, and has no answer yet. */
  void renew(Call call, Instant believedUntil) {
    inFlight.computeIfPresent(call.number(), (number, before) -> believedUntil);
  }

  /**
   * Takes from the answer what it says of the limit.
   *
   * @return when Procore wants the next call, if it said that it wants none before, and it is later
   *     than what was known; otherwise null
   */
  Instant learn(Call call, ApiAnswer answer, Instant now) {
    end(call, now);
    answeredOnce = true;
    if (answer.limit() > 0 && answer.remaining() >= 0 && answer.reset() != null) {
      report(answer, call.endedBefore(), now);
    }
    if (answer.status() == 429) {
      recent.wereTooMany();
    }
    if (answer.status() == 429 || answer.status() == 503) {
      Instant until = answer.busyUntil(now);
      if (until.isAfter(pausedUntil)) {
        pausedUntil = until;
        return until;
      }
    }
    return null;
  }

  /** What is left, for people to see; decides nothing. */
  CallsLeft left(Instant now) {
    boolean spikeKnown = spike.isKnown();
    int others = spikeKnown && !spike.isReset(now) ? callsOfOthers : 0;
    int used = recent.count(now) + inFlight.size() + others;
    boolean hourKnown = hour.isKnown();
    long hourRoom = hour.isReset(now) ? hour.limit() : hour.room(ended, inFlight.size());
    return new CallsLeft(
        spikeKnown ? Math.max(0, spike.limit() - used) : Double.NaN,
        spikeKnown ? spike.limit() : Double.NaN,
        now.plus(SPIKE_AT_MOST),
        hourKnown ? Math.max(0, hourRoom) : Double.NaN,
        hourKnown ? hour.limit() : Double.NaN,
        hour.resetAt(),
        isHourUsedUp(now) && hour.resetAt().isAfter(pausedUntil) ? hour.resetAt() : pausedUntil);
  }

  /** Until when no call may start because those of the hour are used up; null if they are not. */
  Instant hourUsedUpUntil(Instant now) {
    return isHourUsedUp(now) ? hour.resetAt() : null;
  }

  /** For certain: what is on its way may bring the answer that there is more. */
  private boolean isHourUsedUp(Instant now) {
    return hour.isKnown() && !hour.isReset(now) && inFlight.isEmpty() && hour.room(ended, 0) <= 0;
  }

  /** The call ended without an answer; Procore may have counted it. */
  void unanswered(Call call, Instant now) {
    end(call, now);
  }

  private void end(Call call, Instant now) {
    if (inFlight.remove(call.number()) != null) {
      ended++;
      recent.answered(now);
    }
  }

  private void forgetTheDead(Instant now) {
    if (inFlight.values().removeIf(until -> until.isBefore(now))) {
      long dead = begun - inFlight.size() - ended;
      for (; dead > 0; dead--) {
        ended++;
        recent.answered(now);
      }
    }
  }

  private Instant turn(Instant now) {
    if (now.isBefore(pausedUntil)) {
      return pausedUntil;
    }
    if (!answeredOnce && !inFlight.isEmpty()) {
      return now.plus(LOOK_AGAIN);
    }
    Instant bySpike = spikeTurn(now);
    Instant byHour = hourTurn(now);
    return bySpike.isAfter(byHour) ? bySpike : byHour;
  }

  private Instant spikeTurn(Instant now) {
    boolean reported = spike.isKnown() && !spike.isReset(now);
    int others = reported ? callsOfOthers : 0;
    if (!spike.isKnown()
        || recent.count(now) + inFlight.size() + others < spike.limit()
        || reported && spike.room(ended, inFlight.size()) > 0) {
      return now;
    }
    Instant forgotten = recent.nextForgotten(now);
    return others > 0 && spike.resetAt().isBefore(forgotten) ? spike.resetAt() : forgotten;
  }

  /**
   * Until the hour is the tighter window, all that is known of it is that it has as many calls left
   * as the spike window had; when those are used, one call finds out.
   */
  private Instant hourTurn(Instant now) {
    if (hour.isKnown() && !hour.isReset(now)) {
      return hour.room(ended, inFlight.size()) > 0 ? now : hour.resetAt();
    }
    boolean enough = !tighter.isKnown() || tighter.room(ended, inFlight.size()) > 0;
    return enough || inFlight.isEmpty() ? now : now.plus(LOOK_AGAIN);
  }

  private void report(ApiAnswer answer, long endedBefore, Instant now) {
    Instant reset = now.plus(answer.untilReset(now));
    tighter.report(answer.limit(), answer.remaining(), reset, endedBefore, now);
    if (isSpike(answer.limit(), reset, now)) {
      spike.report(answer.limit(), answer.remaining(), reset, endedBefore, now);
      int ours = recent.count(now) + inFlight.size();
      callsOfOthers = Math.max(0, answer.limit() - answer.remaining() - ours);
    } else {
      hour.report(answer.limit(), answer.remaining(), reset, endedBefore, now);
    }
  }

  /** Near its end the hour's reset is close as well; then its limit tells it. */
  private boolean isSpike(int limit, Instant reset, Instant now) {
    boolean near = !reset.isAfter(now.plus(SPIKE_AT_MOST));
    return near && !(hour.isKnown() && hour.limit() == limit);
  }
}
