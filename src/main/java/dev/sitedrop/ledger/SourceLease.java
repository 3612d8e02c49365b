package dev.sitedrop.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this copy may look into one source. */
public final class SourceLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final String source;
  private final LockProvider locks;
  private final Duration time;
  private final Consumer<SourceLease> whenClosed;
  private SimpleLock lock;
  private boolean closed;
  private boolean isSaid;
  private volatile Until until;

  /** By both clocks: one stands still while a machine sleeps, and the other may be set. */
  private record Until(long nanoTime, long epochMillis) {
    static Until in(Duration time) {
      return new Until(
          System.nanoTime() + time.toNanos(), System.currentTimeMillis() + time.toMillis());
    }

    boolean isPast() {
      return System.nanoTime() - nanoTime >= 0 || System.currentTimeMillis() >= epochMillis;
    }
  }

  SourceLease(String source, LockProvider locks, Duration time, Consumer<SourceLease> whenClosed) {
    this.source = source;
    this.locks = locks;
    this.time = time;
    this.whenClosed = whenClosed;
  }

  /** Where nobody else is. */
  public static SourceLease ofTheOnlyCopy(String source) {
    return new SourceLease(source, null, Duration.ZERO, lease -> {});
  }

  /** Whether this copy looks into the source now; asks nobody. */
  public boolean isMine() {
    Until now = until;
    return locks == null || now != null && !now.isPast();
  }

  /** Takes the lease, or keeps it, if no other copy has it. */
  synchronized void renew() {
    if (locks == null || closed) {
      return;
    }
    Until next = Until.in(time); // counted from before the database is asked: never too long
    try {
      lock = kept().or(this::take).orElse(null);
    } catch (RuntimeException e) {
      LOG.debug("The lease of the source {} cannot be renewed", source, e);
      return; // it ends by itself, unless the database is back before
    }
    boolean had = until != null;
    until = lock == null ? null : next;
    tell(had);
  }

  private Optional<SimpleLock> kept() {
    return lock == null ? Optional.empty() : lock.extend(time, Duration.ZERO);
  }

  private Optional<SimpleLock> take() {
    return locks.lock(new LockConfiguration(Instant.now(), source, time, Duration.ZERO));
  }

  private void tell(boolean had) {
    boolean has = until != null;
    if (has && !had && isSaid) {
      LOG.info("This copy looks into the source {} now: no other does any more", source);
    } else if (!has && had) {
      LOG.warn("Another copy looks into the source {} now: this one was held up too long", source);
    } else if (!has && !isSaid) {
      LOG.info("Another copy looks into the source {}; this one does when that stops", source);
    }
    isSaid = true;
  }

  /** Another copy may take it at once. */
  @Override
  public synchronized void close() {
    closed = true;
    until = null;
    whenClosed.accept(this);
    if (lock != null) {
      try {
        lock.unlock();
      } catch (RuntimeException e) {
        LOG.debug("The lease of the source {} cannot be given back; it ends by itself", source, e);
      }
    }
  }
}
