package dev.sitedrop.intake.folder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Remembers, from look to look, since when each drop has not changed. By our own clock: the clock
 * of a file server may differ, and copying tools keep old times. Bounded: what there is no place
 * for waits until others are taken, which takes no longer than the longest grace.
 */
final class Stillness {
  /** About 10 MB when full. */
  static final int MOST = 50_000;

  /**
   * So many other times of the same number of bytes: nobody writes so, but some servers tell times
   * so.
   */
  private static final int RESTLESS = 20;

  /**
   * @param changes looks that showed it otherwise than the one before, with as many bytes
   */
  private record Seen(
      String project, int signature, long since, int look, long size, int changes) {}

  private final Map<Path, Seen> seen = new HashMap<>();
  private final Set<String> cutShort = new HashSet<>();
  private int look;

  void startLook() {
    look++;
    cutShort.clear();
  }

  /** This look does not meet everything of the project. */
  void isCutShort(String project) {
    cutShort.add(project);
  }

  /** What this look should have met and has not is gone. */
  void endLook() {
    seen.values().removeIf(entry -> entry.look() != look && !cutShort.contains(entry.project()));
  }

  /** How long the drop has been as it is now; zero at the first look. */
  Duration of(FoundDrop drop) {
    Seen before = seen.get(drop.path());
    if (before == null && seen.size() >= MOST) {
      return Duration.ZERO;
    }
    long now = System.nanoTime();
    boolean same = before != null && before.signature() == drop.signature();
    long since = same ? before.since() : now;
    long size = drop.files().stream().mapToLong(file -> file.stamp().size()).sum();
    int changes = before == null || before.size() != size ? 0 : before.changes() + (same ? 0 : 1);
    seen.put(drop.path(), new Seen(drop.project(), drop.signature(), since, look, size, changes));
    return Duration.ofNanos(now - since);
  }

  /** Whether it looks otherwise each time, although its size stays the same. */
  boolean isRestless(FoundDrop drop) {
    Seen now = seen.get(drop.path());
    return now != null && now.changes() >= RESTLESS;
  }

  void forget(FoundDrop drop) {
    seen.remove(drop.path());
  }
}
