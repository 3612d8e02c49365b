package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Our own calls of the last ten seconds. A call counts until that long, and a little, after its
 * answer: Procore counts it somewhere between its start and its answer, so whatever way its window
 * moves it has forgotten the call by then.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
final class RecentCalls {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** For clocks and networks. */
  private static final Duration A_LITTLE = Duration.ofMillis(100);

  /** For a server whose window lasts until its reset in whole seconds. */
  private static final Duration A_SECOND_MORE = Duration.ofMillis(1100);

  private final Deque<Instant> forgottenAt = new ArrayDeque<>();
  private Duration margin = A_LITTLE;

  void answered(Instant now) {
    forgottenAt.addLast(now.plus(WINDOW).plus(margin));
  }

  /** A call was refused although none of ours seemed to be in the window. */
  void wereTooMany() {
    margin = A_SECOND_MORE;
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
