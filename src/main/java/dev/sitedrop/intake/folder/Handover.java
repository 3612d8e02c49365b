package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands drops to the route, several at a time. Large ones hold at most half of the places, so that
 * small ones go on beside them. One that the route could not take now is tried again, at growing
 * intervals.
 */
final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final long LARGE = 64L << 20;
  private static final int REMEMBERED = 10_000;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private record Failure(int times, long notBefore) {}

  private final InboxConsumer consumer;
  private final ExecutorService workers;
  private final Semaphore places;
  private final Semaphore largePlaces;
  private final int parallel;
  private final Set<Path> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
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
    this.parallel = parallel;
    this.places = new Semaphore(parallel);
    this.largePlaces = new Semaphore(Math.max(1, parallel / 2));
    this.workers =
        consumer
            .getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newFixedThreadPool(this, "inbox", parallel);
  }

  /** How many drops were handed over so far. */
  int count() {
    return count.get();
  }

  boolean isUnderWay(FoundDrop drop) {
    return underWay.contains(drop.path());
  }

  /** Waits for a free place; does nothing if the drop has to wait for another reason. */
  void give(FoundDrop drop) {
    Failure failure = failures.get(drop.path());
    if (failure != null && System.nanoTime() < failure.notBefore()) {
      return;
    }
    boolean large = drop.size() > LARGE;
    if (large && !largePlaces.tryAcquire()) {
      return;
    }
    places.acquireUninterruptibly();
    underWay.add(drop.path());
    count.incrementAndGet();
    workers.execute(
        () -> {
          try {
            process(drop);
          } finally {
            underWay.remove(drop.path());
            places.release();
            if (large) {
              largePlaces.release();
            }
          }
        });
  }

  private void process(FoundDrop drop) {
    Exchange exchange = consumer.createExchange(false);
    try {
      exchange.getMessage().setBody(drop.incoming());
      consumer.getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    if (exchange.getException() == null) {
      failures.remove(drop.path());
    } else {
      failed(drop, exchange.getException());
    }
    consumer.releaseExchange(exchange, false);
  }

  private void failed(FoundDrop drop, Exception failure) {
    Failure before = failures.get(drop.path());
    int times = before == null ? 1 : before.times() + 1;
    long wait = Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() << Math.min(10, times - 1));
    failures.put(drop.path(), new Failure(times, System.nanoTime() + wait));
    if (times == 1) {
      LOG.warn(
          "Waiting: {} cannot be taken in now ({}). It stays where it is and is tried again",
          Shown.of(drop.path().toString()),
          Shown.of(failure.toString()));
    }
  }

  /** Lets what was begun end. */
  void stop() throws InterruptedException {
    places.tryAcquire(parallel, 10, TimeUnit.SECONDS);
    workers.shutdown();
  }
}
