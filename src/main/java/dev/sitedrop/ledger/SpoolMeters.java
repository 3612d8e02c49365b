package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.timestamp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How many bytes the spool holds for deliveries that are not done, or can be tried again, as a
 * metric. It reads a row for each of them, so however many ask, the ledger is asked once in {@link
 * #HOLDS}.
 */
@Component
class SpoolMeters implements MeterBinder {
  private static final Duration HOLDS = Duration.ofMinutes(1);

  private static final String LOOK =
      "select coalesce(sum(a.size), 0) from delivery d join attachment a on a.delivery_id = d.id"
          + " where d.finished_at is null or d.stage = 'FAILED' and d.discarded_at is null"
          + " and d.finished_at > ?";

  private final JdbcClient jdbc;
  private final LedgerSettings settings;
  private double bytes = Double.NaN;
  private Long seenAt;

  SpoolMeters(JdbcClient jdbc, LedgerSettings settings) {
    this.settings = settings;
    this.jdbc = jdbc;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("sitedrop.spool", this::look)
        .baseUnit("bytes")
        .description("Bytes that are kept for what is not delivered")
        .register(registry);
  }

  private Instant keptSince() {
    return settings.keepFailedBytes().from(Instant.now()).orElse(Instant.EPOCH);
  }

  /** NaN stands for what is not known: the ledger is away. */
  private synchronized double look() {
    if (seenAt == null || System.nanoTime() - seenAt > HOLDS.toNanos()) {
      try {
        bytes = jdbc.sql(LOOK).param(timestamp(keptSince())).query(Double.class).single();
      } catch (DataAccessException | TransactionException away) {
        bytes = Double.NaN;
      }
      seenAt = System.nanoTime();
    }
    return bytes;
  }
}
