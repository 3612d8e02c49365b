package dev.sitedrop.intake.folder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Drops that wait for a worker. Projects take turns, so that the backlog of one holds back no
 * other. Bounded: the rest waits in its folder.
 */
final class Lane {
  /** Half of it is enough to keep the workers busy until the folder is looked at again. */
  private static final int MOST_OF_A_PROJECT = 1000;

  private static final int MOST = 8 * MOST_OF_A_PROJECT;
  private static final int ALWAYS = 8;

  private final Map<String, Deque<FoundDrop>> waiting = new LinkedHashMap<>();
  private final ExecutorService workers;
  private final Consumer<FoundDrop> work;
  private int size;

  /**
   * @param workers does its work, as many at a time as it has threads; ended with the lane
   */
  Lane(ExecutorService workers, Consumer<FoundDrop> work) {
    this.workers = workers;
    this.work = work;
  }

  /** Whether the project has so much waiting that nobody need look for more. */
  synchronized boolean isBusyWith(String project) {
    return waiting(project) > MOST_OF_A_PROJECT / 2 || !hasPlaceFor(project);
  }

  private boolean hasPlaceFor(String project) {
    int ofProject = waiting(project);
    return ofProject < ALWAYS || ofProject < MOST_OF_A_PROJECT && size < MOST;
  }

  private int waiting(String project) {
    Deque<FoundDrop> drops = waiting.get(project);
    return drops == null ? 0 : drops.size();
  }

  /** Whether there was a place for it; if not, it may be offered again later. */
  synchronized boolean offer(FoundDrop drop) {
    if (!hasPlaceFor(drop.project())) {
      return false;
    }
    waiting.computeIfAbsent(drop.project(), first -> new ArrayDeque<>()).add(drop);
    size++;
    workers.execute(this::workOnNext);
    return true;
  }

  private void workOnNext() {
    FoundDrop drop = next();
    if (drop != null) {
      work.accept(drop);
    }
  }

  /** The first of the project whose turn it is; the project's next turn is after all others. */
  private synchronized FoundDrop next() {
    if (waiting.isEmpty()) {
      return null;
    }
    String project = waiting.keySet().iterator().next();
    Deque<FoundDrop> drops = waiting.remove(project);
    FoundDrop drop = drops.remove();
    if (!drops.isEmpty()) {
      waiting.put(project, drops);
    }
    size--;
    return drop;
  }

  /** Lets what was begun end; what waits stays in its folder. */
  void stop() throws InterruptedException {
    synchronized (this) {
      waiting.clear();
      size = 0;
    }
    workers.shutdown();
    workers.awaitTermination(10, TimeUnit.SECONDS);
  }
}
