package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Large files hold at most half of a company's workers, so that small ones go on beside them. */
@Component
class LargeFiles {
  /** In bytes: what takes a slow line minutes. */
  private static final long LARGE = 64L << 20;

  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
  private final int ofEach;

  LargeFiles(@Value("${db-scheduler.threads}") int workers) {
    this.ofEach = Math.max(1, workers / 2);
  }

  /** Whether it may go on now; if so, {@link #leave} has to follow. */
  boolean enter(Delivery delivery) {
    return !isLarge(delivery) || places(delivery).tryAcquire();
  }

  void leave(Delivery delivery) {
    if (isLarge(delivery)) {
      places(delivery).release();
    }
  }

  private Semaphore places(Delivery delivery) {
    return places.computeIfAbsent(delivery.destination(), first -> new Semaphore(ofEach));
  }

  private static boolean isLarge(Delivery delivery) {
    return delivery.attachments().stream().mapToLong(Attachment::size).sum() > LARGE;
  }
}
