package dev.sitedrop.intake;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.ArrivalLedger;
import java.io.IOException;
import java.time.Duration;
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

  private static final Duration A_DAY = Duration.ofDays(1);

  private final Spool spool;
  private final ArrivalLedger ledger;
  private final Instant start = Instant.now();

  SpoolSweep(Spool spool, ArrivalLedger ledger) {
    this.spool = spool;
    this.ledger = ledger;
  }

  /** Beside the work: a long backlog must not hold back the start. */
  @EventListener(ApplicationReadyEvent.class)
  void sweepAfterTheStart() {
    sweepInTheBackground(start);
  }

  /** What is younger may be a part of a drop that is still being taken in. */
  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.DAYS)
  void sweepDaily() {
    sweepInTheBackground(Instant.now().minus(A_DAY));
  }

  private void sweepInTheBackground(Instant before) {
    CompletableFuture.runAsync(
        () -> {
          try {
            spool.sweep(before, ledger::needsBytes);
          } catch (IOException | RuntimeException e) {
            LOG.warn("The spool could not be swept, it will be tomorrow: {}", e.toString());
          }
        });
  }
}
