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
  private final Deque<Map<String, String>> idempotencyTokens = new ArrayDeque<>();

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

  /** A call with an {@code Idempotency-Token}, whatever comes of it. */
  synchronized void named(String call, String token) {
    idempotencyTokens.addLast(Map.of("call", call, "token", token));
    if (idempotencyTokens.size() > MOST) {
      idempotencyTokens.removeFirst();
    }
  }

  synchronized List<Map<String, String>> idempotencyTokens() {
    return List.copyOf(idempotencyTokens);
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
