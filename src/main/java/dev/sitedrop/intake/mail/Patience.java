package dev.sitedrop.intake.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What failed, and when it is tried again: later each time. */
final class Patience<K> {
  private static final int REMEMBERED = 20_000;

  private record Failure(int times, Instant notBefore) {}

  private final Clock clock;
  private final Duration first;
  private final Duration longest;
  private final Map<K, Failure> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Failure> eldest) {
          return size() > REMEMBERED;
        }
      };

  Patience(Clock clock, Duration first, Duration longest) {
    this.clock = clock;
    this.first = first;
    this.longest = longest;
  }

  boolean isWaiting(K one) {
    Failure failure = failures.get(one);
    return failure != null && clock.instant().isBefore(failure.notBefore());
  }

  void failed(K one) {
    Failure before = failures.get(one);
    int times = before == null ? 0 : Math.min(20, before.times() + 1);
    Duration wait = first.multipliedBy(1L << times);
    failures.put(
        one,
        new Failure(times, clock.instant().plus(wait.compareTo(longest) < 0 ? wait : longest)));
  }

  void succeeded(K one) {
    failures.remove(one);
  }

  void clear() {
    failures.clear();
  }
}
