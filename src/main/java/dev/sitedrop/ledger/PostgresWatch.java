package dev.sitedrop.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells once when PostgreSQL cannot be used, and when it can again; connections are made anew by
 * the pool. And it keeps a copy whose clock is wrong from taking deliveries: heartbeats and waits
 * are times that copies compare with each other's.
 */
@Component
@Conditional(OnPostgres.class)
class PostgresWatch implements LedgerWatch {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** Half of what an association is given to arrive, at its default. */
  private static final Duration WRONG_BY = Duration.ofSeconds(5);

  /** Others have met a failure that a look does not meet, such as a table that cannot grow. */
  private static final Duration NOT_YET_WELL = Duration.ofSeconds(15);

  /** A standby has no transaction id to give. */
  private static final String LOOK =
      "select clock_timestamp() as time_there,"
          + " current_setting('transaction_read_only') = 'on' as is_read_only"
          + " from (select txid_current()) as written";

  private final JdbcClient jdbc;
  private final LaneSchedulers schedulers;
  private volatile boolean away;
  private Instant lastNoticed = Instant.EPOCH;
  private volatile boolean clockIsWrong;

  PostgresWatch(JdbcClient jdbc, LaneSchedulers schedulers) {
    this.jdbc = jdbc;
    this.schedulers = schedulers;
  }

  @Override
  public boolean isUsable() {
    return !away && !clockIsWrong;
  }

  @Scheduled(fixedDelay = 1000)
  synchronized void lookAfter() {
    try {
      Instant before = Instant.now();
      Instant there = jdbc.sql(LOOK).query((row, n) -> timeOfAPrimary(row)).single();
      compare(before, there, Instant.now());
      if (away && lastNoticed.plus(NOT_YET_WELL).isBefore(before)) {
        away = false;
        LOG.info("The ledger can be written again. Deliveries go on within a minute");
      }
    } catch (DataAccessException | TransactionException e) {
      tellOnce(e);
    }
  }

  private static Instant timeOfAPrimary(ResultSet row) throws SQLException {
    if (row.getBoolean("is_read_only")) {
      throw new SQLException("read-only", "25006");
    }
    return row.getObject("time_there", OffsetDateTime.class).toInstant();
  }

  /** Somebody could not use it. */
  synchronized void noticed(RuntimeException failure) {
    lastNoticed = Instant.now();
    tellOnce(failure);
  }

  private void tellOnce(RuntimeException failure) {
    if (!away) {
      away = true;
      LOG.error(
          "The ledger on PostgreSQL cannot be used: {}. Nothing is lost: files wait where they"
              + " are, and it is tried again",
          Objects.requireNonNullElse(PostgresTrouble.told(failure), "no connection came in time"));
    }
  }

  /** The answer was given at some time between the two. */
  void compare(Instant before, Instant there, Instant after) {
    boolean wrong = there.isBefore(before.minus(WRONG_BY)) || there.isAfter(after.plus(WRONG_BY));
    if (wrong && !clockIsWrong) {
      schedulers.pause();
      LOG.error(
          "The clock of this machine differs from PostgreSQL's by {} s. This copy delivers nothing"
              + " until it is set right (NTP)",
          Duration.between(there, after).toSeconds());
    } else if (!wrong && clockIsWrong) {
      schedulers.resume();
      LOG.info("The clock is right again. This copy delivers");
    }
    clockIsWrong = wrong;
  }
}
