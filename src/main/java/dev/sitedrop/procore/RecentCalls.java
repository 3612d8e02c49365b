package dev.sitedrop.procore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Our own calls of the last ten seconds. A call counts until that long, and a little, after its
 * answer: Procore counts it somewhere between its start and its answer, so whatever way its window
 * moves it has forgotten the call by then.
 */
final class RecentCalls {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** For clocks and networks. */
  private static final Duration A_LITTLE = Duration.ofMillis(100);

  private final Deque<Instant> forgottenAt = new ArrayDeque<>();

  void answered(Instant now) {
    forgottenAt.addLast(now.plus(WINDOW).plus(A_LITTLE));
  }

  int count(Instant now) {
    while (!forgottenAt.isEmpty() && !forgottenAt.getFirst().isAfter(now)) {
      forgottenAt.removeFirst();
    }
    return forgottenAt.size();
  }

  /** When the count falls next; a second from now if nothing is counted. */
  Instant nextForgotten(Instant now) {
    return forgottenAt.isEmpty() ? now.plusSeconds(1) : forgottenAt.getFirst();
  }
}
