package dev.sitedrop.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Counts calls, and remembers the last ones that a well-behaved client would not have made. */
@Component
class SandboxAccount {
  private static final int MOST = 1000;

  private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
  private final Deque<String> violations = new ArrayDeque<>();
  private final AtomicLong violationCount = new AtomicLong();

  void called(String endpoint) {
    calls.computeIfAbsent(endpoint, first -> new AtomicLong()).incrementAndGet();
  }

  synchronized void violated(String what) {
    violationCount.incrementAndGet();
    violations.addLast(what);
    if (violations.size() > MOST) {
      violations.removeFirst();
    }
  }

  Map<String, Long> calls() {
    Map<String, Long> counted = new TreeMap<>();
    calls.forEach((endpoint, count) -> counted.put(endpoint, count.get()));
    return counted;
  }

  long violationCount() {
    return violationCount.get();
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }
}
