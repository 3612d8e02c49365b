package dev.sitedrop.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Lets what is over leave the ledger as if years had passed, several times a second. No setting
 * does that: a day is the least that the ledger may remember.
 */
public final class PurgeAtOnce implements DisposableBean {
  private static final Duration YEARS = Duration.ofDays(2000);

  private final Retention retention;
  private final BooleanSupplier wanted;
  private final Runnable over;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param retention the bean of this type, which is this package's own
   * @param wanted asked each time
   * @param over told when all that was over is gone
   */
  public PurgeAtOnce(Object retention, BooleanSupplier wanted, Runnable over) {
    this.retention = (Retention) retention;
    this.wanted = wanted;
    this.over = over;
    thread.scheduleWithFixedDelay(this::purge, 300, 300, TimeUnit.MILLISECONDS);
  }

  private void purge() {
    try {
      if (wanted.getAsBoolean()) {
        retention.purge(Instant.now().plus(YEARS));
        over.run();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException again) {
      // as its own thread, which tries it again
    }
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
