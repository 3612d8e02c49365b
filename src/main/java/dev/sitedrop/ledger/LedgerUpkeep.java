package dev.sitedrop.ledger;

import com.zaxxer.hikari.HikariDataSource;
import dev.sitedrop.words.FailureText;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the file of an H2 ledger small and in use.
 *
 * <p>H2 writes each commit to a new place, and makes room of the old ones in its background thread;
 * but with {@code WRITE_DELAY=0} it has none. Without this the file grows by some 150 kB with each
 * delivery. And when a write has failed, as on a full disk, H2 refuses everything until the last
 * connection is closed and the file is opened anew; a pool of connections never gets there by
 * itself.
 */
@Component
@Conditional(OnH2.class)
class LedgerUpkeep implements LedgerWatch {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** In per cent: H2 rewrites what lies thinner. */
  private static final int FILL_RATE = 60;

  /** In bytes, for one go: it holds the commits up for a few milliseconds. */
  private static final int AT_ONCE = 4 << 20;

  private final HikariDataSource pool;
  private final JdbcTemplate jdbc;
  private final DurableCommit durably;
  private long seen = -1;
  private volatile boolean broken;

  LedgerUpkeep(DataSource pool, JdbcTemplate jdbc, DurableCommit durably) throws SQLException {
    this.pool = pool.unwrap(HikariDataSource.class);
    this.jdbc = jdbc;
    this.durably = durably;
  }

  @Override
  public boolean isUsable() {
    return !broken;
  }

  @Scheduled(fixedDelay = 1000)
  void lookAfter() {
    try {
      makeRoom();
      if (broken) {
        broken = false;
        LOG.info("The ledger is open again. Deliveries go on within a minute");
      }
    } catch (RuntimeException e) {
      if (!broken && !pool.isClosed()) {
        broken = true;
        LOG.error(
            "The ledger cannot be written ({}). Nothing is lost: files wait where they are, and it"
                + " is tried again. Look at the disk that holds SITEDROP_HOME",
            FailureText.of(e));
      }
      if (!pool.isClosed()) {
        pool.getHikariPoolMXBean().softEvictConnections();
      }
    }
  }

  /**
   * What is on the disk now needs no older copy: the places of those are free after {@code
   * RETENTION_TIME}, which must be longer than the time between two of these.
   */
  void makeRoom() {
    long version = jdbc.execute((Connection connection) -> store(connection).getCurrentVersion());
    if (broken || version != seen) {
      durably.commit();
      seen = version;
    }
    jdbc.execute((Connection connection) -> store(connection).compact(FILL_RATE, AT_ONCE));
  }

  private static MVStore store(Connection connection) throws SQLException {
    var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }
}
