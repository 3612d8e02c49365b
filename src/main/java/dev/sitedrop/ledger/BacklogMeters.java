package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.timestamp;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How much is left to deliver, as metrics. The numbers are the ledger's: copies that share it all
 * tell the same, so they must not be added up. However many ask, the ledger is asked once in {@link
 * #HOLDS}.
 */
@Component
class BacklogMeters implements MeterBinder {
  private static final Duration HOLDS = Duration.ofSeconds(10);

  /** Those rows are what is not done, and the index gives the oldest: both cost by the backlog. */
  private static final String LOOK =
      "select count(case when execution_time <= ? then 1 end) as due, count(*) as all_of_them,"
          + " (select min(opened_at) from delivery where finished_at is null) as oldest"
          + " from scheduled_tasks where task_name = 'delivery'";

  private static final Seen UNKNOWN = new Seen(Double.NaN, Double.NaN, null);

  private record Seen(double due, double waiting, Instant oldest) {
    static Seen of(ResultSet row) throws SQLException {
      long due = row.getLong("due");
      return new Seen(due, row.getLong("all_of_them") - due, LedgerRows.instant(row, "oldest"));
    }

    double age() {
      if (Double.isNaN(due)) {
        return due;
      }
      return oldest == null
          ? 0
          : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1e3);
    }
  }

  private final JdbcClient jdbc;
  private Seen seen;
  private long seenAt;

  BacklogMeters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "sitedrop.backlog", null, Seen::due, "Deliveries that are due or under way");
    gauge(
        registry,
        "sitedrop.waiting",
        null,
        Seen::waiting,
        "Deliveries that wait until they are tried again");
    gauge(
        registry,
        "sitedrop.oldest",
        "seconds",
        Seen::age,
        "How long ago the oldest came that is neither delivered nor set aside");
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      ToDoubleFunction<Seen> value,
      String description) {
    Gauge.builder(name, () -> value.applyAsDouble(look()))
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  /** NaN stands for what is not known: the ledger is away. */
  private synchronized Seen look() {
    if (seen == null || System.nanoTime() - seenAt > HOLDS.toNanos()) {
      try {
        seen =
            jdbc.sql(LOOK).param(timestamp(Instant.now())).query((row, n) -> Seen.of(row)).single();
      } catch (DataAccessException | TransactionException away) {
        seen = UNKNOWN;
      }
      seenAt = System.nanoTime();
    }
    return seen;
  }
}
