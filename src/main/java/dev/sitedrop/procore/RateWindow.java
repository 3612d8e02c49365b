package dev.sitedrop.procore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One of Procore's windows as it looks from here. A slot counts as used from the start of a call
 * until the window's length, and a little, after its answer: Procore counts a call somewhere in
 * between, and tells the end of its own window in whole seconds only.
 */
final class RateWindow {
  /** For what a clock, a network and a whole second may hide. */
  private static final Duration MARGIN = Duration.ofMillis(250);

  private final Duration length;
  private final Deque<Instant> freeAgain = new ArrayDeque<>();
  private int limit;
  private int usedByOthers;
  private Instant othersUntil = Instant.MIN;

  RateWindow(Duration length) {
    this.length = length;
  }

  boolean isKnown() {
    return limit > 0;
  }

  int limit() {
    return limit;
  }

  /** An answer has come: its slot stays used for the window's length. */
  void answered(Instant now) {
    freeAgain.addLast(now.plus(length).plus(MARGIN));
  }

  /**
   * Takes over what an answer said. More used slots than we know of are other clients', or our own
   * from before a restart.
   *
   * @param inFlight calls that have no answer yet, which Procore may have counted or not
   */
  void learn(int limit, int remaining, Instant reset, int inFlight, Instant now) {
    this.limit = limit;
    this.usedByOthers = Math.max(0, limit - remaining - own(now) - inFlight);
    this.othersUntil = reset.plus(MARGIN);
  }

  /** Whether one more call may start beside these in flight. */
  boolean hasRoom(int inFlight, Instant now) {
    return !isKnown() || own(now) + inFlight + others(now) < limit;
  }

  /** When a slot may be free, if none is now. */
  Instant roomAt(Instant now) {
    Instant first = freeAgain.isEmpty() ? now.plus(length) : freeAgain.getFirst();
    return others(now) > 0 && othersUntil.isBefore(first) ? othersUntil : first;
  }

  private int own(Instant now) {
    while (!freeAgain.isEmpty() && !freeAgain.getFirst().isAfter(now)) {
      freeAgain.removeFirst();
    }
    return freeAgain.size();
  }

  private int others(Instant now) {
    return now.isBefore(othersUntil) ? usedByOthers : 0;
  }
}
