package dev.sitedrop.intake;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.claim.SpoolSettings;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes the bytes that a killed process left in the spool: after each start, and once a day, for
 * a process that runs for months must not keep what another one, or a failure, has left.
 */
@Component
class SpoolSweep {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Spool spool;
  private final SpoolSettings settings;
  private final ArrivalLedger ledger;
  private final Instant start = Instant.now();

  SpoolSweep(Spool spool, SpoolSettings settings, ArrivalLedger ledger) {
    this.spool = spool;
    this.settings = settings;
    this.ledger = ledger;
  }

  /** Beside the work: a long backlog must not hold back the start. */
  @EventListener(ApplicationReadyEvent.class)
  void sweepAfterTheStart() {
    sweepInTheBackground(mayBeOthers() ? start.minus(settings.sweepAfter()) : start);
  }

  /**
   * What another copy has left, which may not start again, and what an upkeep of the ledger needs
   * no more. What is younger may be a part of a drop that is still being taken in.
   */
  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.DAYS)
  void sweepDaily() {
    sweepInTheBackground(Instant.now().minus(settings.sweepAfter()));
  }

  /** Whose bytes are in the spool before they are in the ledger. */
  private boolean mayBeOthers() {
    return ledger.isShared() || spool.isInABucket();
  }

  private void sweepInTheBackground(Instant before) {
    CompletableFuture.runAsync(
        () -> {
          try {
            spool.sweep(before, ledger::needsBytes);
          } catch (IOException | RuntimeException e) {
            LOG.warn("The spool could not be swept, it will be tomorrow: {}", FailureText.of(e));
          }
        });
  }
}
