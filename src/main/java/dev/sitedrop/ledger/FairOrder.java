package dev.sitedrop.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives each new delivery its place among those of the same priority, so that projects take turns:
 * one that drops 100,000 photos does not hold back the next one's first. This is start-time fair
 * queueing; the schedule's execution time serves as the virtual time, which runs ahead one step for
 * each delivery of a project and never past the real one.
 */
class FairOrder {
  private static final Duration STEP = Duration.ofNanos(1000);

  /** More than have files waiting at a time; of those that have, the last ones count. */
  static final int MOST = 10_000;

  private final Map<Long, Instant> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
          return size() > MOST;
        }
      };
  private Instant virtualNow;

  /**
   * @param virtualNow the place of the oldest delivery that waits; without one, a time so long ago
   *     that it is never caught up
   */
  FairOrder(Instant virtualNow) {
    this.virtualNow = virtualNow;
  }

  /** The place of a new delivery of this project. */
  synchronized Instant place(long projectId, Instant now) {
    Instant from = virtualNow;
    Instant before = last.get(projectId);
    Instant place = before != null && before.isAfter(from) ? before.plus(STEP) : from.plus(STEP);
    Instant due = place.isAfter(now) ? now : place;
    last.put(projectId, due);
    return due;
  }

  /**
   * Who has the next turn is placed here, whoever placed it: where several processes do, their
   * virtual times would drift apart, and one's deliveries would wait for all of the other's.
   */
  synchronized void nextTurnIs(Instant place) {
    virtualNow = place;
  }

  /** How many projects it remembers. */
  synchronized int remembered() {
    return last.size();
  }

  /** A delivery that was placed here has its turn now. */
  synchronized void turnOf(Instant place) {
    if (place.isAfter(virtualNow)) {
      virtualNow = place;
    }
  }
}
