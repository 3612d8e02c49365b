package dev.sitedrop.ledger;

import dev.sitedrop.words.FailureText;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps the ledger from growing for ever: what is over leaves it when its time is up. */
@Component
class Retention {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** Rows of one transaction; it takes some ten milliseconds. */
  private static final int BATCH = 500;

  /** Leaves most of the database to the deliveries. */
  private static final long PAUSE_MILLIS = 200;

  private static final long LOOK_EVERY_MINUTES = 10;

  private final Purge purge;
  private final LedgerSettings settings;

  /** Not the one that renews leases and looks after the database: a purge may take a while. */
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("retention-"));

  Retention(Purge purge, LedgerSettings settings) {
    this.purge = purge;
    this.settings = settings;
  }

  @PostConstruct
  void start() {
    thread.scheduleWithFixedDelay(
        this::purgeForSure, LOOK_EVERY_MINUTES, LOOK_EVERY_MINUTES, TimeUnit.MINUTES);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.shutdownNow();
    thread.awaitTermination(10, TimeUnit.SECONDS);
  }

  private void purgeForSure() {
    try {
      purge(Instant.now());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("What is over stays in the ledger for now", e); // that it is away is told by others
    } catch (RuntimeException e) {
      LOG.warn("What is over could not leave the ledger; it is tried again: {}", FailureText.of(e));
    }
  }

  /** Takes out what is over at this time. */
  void purge(Instant now) throws InterruptedException {
    int deliveries = 0;
    int letters = 0;
    Instant delivered = settings.keepDelivered().from(now).orElse(Instant.MIN);
    if (delivered != Instant.MIN) {
      deliveries += allOf(() -> purge.delivered(delivered, BATCH));
      letters += allOf(() -> purge.letters(false, delivered, BATCH));
    }
    Instant failed = settings.keepFailed().from(now).orElse(Instant.MIN);
    if (failed != Instant.MIN) {
      deliveries += allOf(() -> purge.failed(failed, BATCH));
      letters += allOf(() -> purge.letters(true, failed, BATCH));
      purge.refusals(failed);
    }
    if (deliveries + letters > 0) {
      LOG.info(
          "The ledger has forgotten {} deliveries and {} mails: delivered ones are kept for {},"
              + " failed ones for {}",
          deliveries,
          letters,
          settings.keepDelivered(),
          settings.keepFailed());
    }
  }

  private static int allOf(IntSupplier batch) throws InterruptedException {
    int all = 0;
    for (int some; (some = batch.getAsInt()) > 0; all += some) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return all;
  }
}
