package dev.sitedrop.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the file of an H2 ledger small. H2 writes each commit to a new place, and makes room of the
 * old ones in its background thread; but with {@code WRITE_DELAY=0} it has none. Without this the
 * file grows by some 150 kB with each delivery.
 */
@Component
@EnableScheduling
@ConditionalOnExpression("'${spring.datasource.url}'.startsWith('jdbc:h2:')")
class LedgerUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerUpkeep.class);

  /** In per cent: H2 rewrites what lies thinner. */
  private static final int FILL_RATE = 60;

  /** In bytes, for one go: it holds the commits up for a few milliseconds. */
  private static final int AT_ONCE = 4 << 20;

  private final JdbcTemplate jdbc;
  private final DurableCommit durably;
  private long seen = -1;

  LedgerUpkeep(JdbcTemplate jdbc, DurableCommit durably) {
    this.jdbc = jdbc;
    this.durably = durably;
  }

  /**
   * What is on the disk now needs no older copy: the places of those are free after {@code
   * RETENTION_TIME}, which must be longer than the time between two of these.
   */
  @Scheduled(fixedDelay = 1000)
  void makeRoom() {
    try {
      long version = jdbc.execute((Connection connection) -> store(connection).getCurrentVersion());
      if (version != seen) {
        durably.commit();
        seen = version;
      }
      jdbc.execute((Connection connection) -> store(connection).compact(FILL_RATE, AT_ONCE));
    } catch (DataAccessException e) {
      LOG.debug("The ledger's file could not be kept small now", e);
    }
  }

  private static MVStore store(Connection connection) throws SQLException {
    var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }
}
