package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.words.FailureText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;

/**
 * Hands drops to the route, several at a time. Large ones have workers of their own, so that small
 * ones go on beside them. One that the route could not take now is tried again, at growing
 * intervals.
 */
final class Handover {
  private static final long LARGE = 64L << 20;
  private static final int REMEMBERED = 10_000;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** Every file of a server that refuses us waits, and each try costs round trips. */
  private static final Duration LONGEST_WAIT_FOR_A_SERVER = Duration.ofMinutes(10);

  private record Failure(int times, long notBefore) {}

  private final InboxConsumer consumer;
  private final Lane small;
  private final Lane large;
  private final Set<Path> underWay = ConcurrentHashMap.newKeySet();
  private final ReportedOnce reports = new ReportedOnce();
  private int count;
  private final Map<Path, Failure> failures =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, Failure> eldest) {
              return size() > REMEMBERED;
            }
          });

  Handover(InboxConsumer consumer, int parallel) {
    this.consumer = consumer;
    this.small = new Lane(workers("inbox", parallel), this::process);
    this.large = new Lane(workers("inbox-large", Math.max(1, parallel / 2)), this::process);
  }

  private ExecutorService workers(String name, int threads) {
    return consumer
        .getEndpoint()
        .getCamelContext()
        .getExecutorServiceManager()
        .newFixedThreadPool(this, name, threads);
  }

  /** How many drops were handed over so far. */
  int count() {
    return count;
  }

  boolean isUnderWay(FoundDrop drop) {
    return underWay.contains(drop.path());
  }

  /** Whether so much of the project waits already that nobody need look for more. */
  boolean isBusyWith(String project) {
    return small.isBusyWith(project);
  }

  /** What became of a drop that was given. */
  enum Given {
    /** It will be handed in. */
    YES,
    /** It has to wait; others of its project need not. */
    LATER,
    /** There is no place for more of its project now. */
    NO_MORE
  }

  /** Lets a worker hand it in when its turn comes. */
  Given give(FoundDrop drop) {
    Failure failure = failures.get(drop.path());
    if (failure != null && System.nanoTime() < failure.notBefore()) {
      return Given.LATER;
    }
    boolean isLarge = drop.size() > LARGE;
    underWay.add(drop.path());
    if ((isLarge ? large : small).offer(drop)) {
      count++;
      return Given.YES;
    }
    underWay.remove(drop.path());
    return isLarge ? Given.LATER : Given.NO_MORE;
  }

  private void process(FoundDrop drop) {
    try {
      if (drop.isUnchanged()) {
        handIn(drop);
      }
    } finally {
      underWay.remove(drop.path());
    }
  }

  private void handIn(FoundDrop drop) {
    Exchange exchange = consumer.createExchange(false);
    try {
      exchange.getMessage().setBody(drop.incoming());
      consumer.getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    if (exchange.getException() == null) {
      failures.remove(drop.path());
      reports.clear(drop.path());
    } else {
      failed(drop, exchange.getException());
    }
    consumer.releaseExchange(exchange, false);
  }

  private void failed(FoundDrop drop, Exception failure) {
    Failure before = failures.get(drop.path());
    int times = before == null ? 1 : before.times() + 1;
    boolean away = SenderAway.isCauseOf(failure);
    boolean onAServer = drop.place().watched().server() != null;
    Duration longest = away && onAServer ? LONGEST_WAIT_FOR_A_SERVER : LONGEST_WAIT;
    long wait = Math.min(longest.toNanos(), FIRST_WAIT.toNanos() << Math.min(10, times - 1));
    failures.put(drop.path(), new Failure(times, System.nanoTime() + wait));
    // whoever was told to stop in the middle leaves it to the source as it is now; what is gone was
    // settled meanwhile, and the next look tells of what has changed
    if (!away && consumer.isRunAllowed() && drop.isUnchanged()) {
      reports.warn(
          drop.path(),
          "Waiting: {} cannot be taken in now ({}). It stays where it is and is tried again",
          Shown.of(drop.path().toString()),
          Shown.of(FailureText.of(failure)));
    }
  }

  /** Lets what was begun end. */
  void stop() throws InterruptedException {
    small.stop();
    large.stop();
    underWay.clear();
  }
}
