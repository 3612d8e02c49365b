package dev.sitedrop.intake;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.ArrivalLedger;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes, after each start, the bytes that a killed process left in the spool. */
@Component
class SpoolSweep {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Spool spool;
  private final ArrivalLedger ledger;
  private final Instant start = Instant.now();

  SpoolSweep(Spool spool, ArrivalLedger ledger) {
    this.spool = spool;
    this.ledger = ledger;
  }

  /** Beside the work: a long backlog must not hold back the start. */
  @EventListener(ApplicationReadyEvent.class)
  void sweepInTheBackground() {
    CompletableFuture.runAsync(
        () -> {
          try {
            spool.sweep(start, ledger::needsBytes);
          } catch (IOException | RuntimeException e) {
            LOG.warn(
                "The spool could not be swept, it will be at the next start: {}", e.toString());
          }
        });
  }
}
