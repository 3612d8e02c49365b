package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Puts segments of large files, several at a time; the others are put by their own worker. Each
 * company has threads of its own, for a storage that does not answer keeps them for long. Whose a
 * task is goes by the thread that brings it: a worker says so, and a thread of a company's passes
 * it on.
 */
@Component("storagePuts")
class StoragePuts extends AbstractExecutorService {
  private static final ThreadLocal<String> DESTINATION = ThreadLocal.withInitial(() -> "");

  private final Map<String, ExecutorService> ofCompanies = new ConcurrentHashMap<>();
  private final int ofEach;
  private volatile boolean isShutdown;

  StoragePuts(DeliverySettings settings) {
    this.ofEach = settings.parallelSegments();
  }

  /** Does something with a delivery, whose segments are put for this destination meanwhile. */
  <T> T at(String destination, Supplier<T> delivering) {
    DESTINATION.set(destination);
    try {
      return delivering.get();
    } finally {
      DESTINATION.remove();
    }
  }

  @Override
  public void execute(Runnable task) {
    String delivery = MDC.get(Delivery.IN_LOG);
    ofCompanies
        .computeIfAbsent(DESTINATION.get(), this::threads)
        .execute(
            () -> {
              MDC.put(Delivery.IN_LOG, delivery);
              try {
                task.run();
              } finally {
                MDC.remove(Delivery.IN_LOG);
              }
            });
  }

  private ExecutorService threads(String destination) {
    ThreadFactory named = new CustomizableThreadFactory("storage-put-");
    ExecutorService threads =
        Executors.newFixedThreadPool(
            ofEach,
            task ->
                named.newThread(
                    () -> {
                      DESTINATION.set(destination);
                      task.run();
                    }));
    if (isShutdown) {
      threads.shutdownNow();
    }
    return threads;
  }

  @Override
  public void shutdown() {
    isShutdown = true;
    ofCompanies.values().forEach(ExecutorService::shutdown);
  }

  @Override
  public List<Runnable> shutdownNow() {
    isShutdown = true;
    return ofCompanies.values().stream().flatMap(one -> one.shutdownNow().stream()).toList();
  }

  @Override
  public boolean isShutdown() {
    return isShutdown;
  }

  @Override
  public boolean isTerminated() {
    return isShutdown && ofCompanies.values().stream().allMatch(ExecutorService::isTerminated);
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long end = System.nanoTime() + unit.toNanos(timeout);
    for (ExecutorService one : ofCompanies.values()) {
      if (!one.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return true;
  }
}
