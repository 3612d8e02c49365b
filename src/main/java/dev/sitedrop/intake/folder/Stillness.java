package dev.sitedrop.intake.folder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers, from look to look, since when each drop has not changed. By our own clock: the clock
 * of a file server may differ, and copying tools keep old times. Bounded: when it is full, the rest
 * of the folder waits until places are free again, which takes no longer than the longest grace.
 */
final class Stillness {
  /** About 10 MB when full. */
  static final int MOST = 50_000;

  private record Seen(int signature, long since, int look) {}

  private final Map<Path, Seen> seen = new HashMap<>();
  private int look;

  void startLook() {
    look++;
  }

  /** What this look has not met is gone. */
  void endLook() {
    seen.values().removeIf(entry -> entry.look() != look);
  }

  boolean isFull() {
    return seen.size() >= MOST;
  }

  /** How long the drop has been as it is now; zero at the first look. */
  Duration of(FoundDrop drop) {
    return of(drop.path(), drop.signature());
  }

  Duration of(Path path, int signature) {
    long now = System.nanoTime();
    Seen before = seen.get(path);
    long since = before != null && before.signature() == signature ? before.since() : now;
    seen.put(path, new Seen(signature, since, look));
    return Duration.ofNanos(now - since);
  }

  void forget(Path path) {
    seen.remove(path);
  }
}
