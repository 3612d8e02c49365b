package dev.sitedrop.ledger;

import dev.sitedrop.disk.SyncedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Makes what is committed survive a power cut. H2 hands a commit to the operating system but does
 * not wait for the disk; {@code CHECKPOINT SYNC} does. Other databases wait by themselves, so there
 * this does nothing. Callers that come while a sync runs share the next one.
 */
@Component
class DurableCommit {
  private final JdbcTemplate jdbc;
  private final boolean needed;
  private final AtomicLong asked = new AtomicLong();
  private long done;

  DurableCommit(DataSource dataSource) throws MetaDataAccessException, IOException {
    this.jdbc = new JdbcTemplate(dataSource);
    this.needed =
        "H2"
            .equals(
                JdbcUtils.extractDatabaseMetaData(
                    dataSource, meta -> meta.getDatabaseProductName()));
    if (needed) {
      syncName();
    }
  }

  /** H2 waits for what is in its file, but not for the name of a file that it has just made. */
  private void syncName() throws IOException {
    String file = jdbc.queryForObject("select database_path()", String.class);
    Path folder = file == null ? null : Path.of(file).toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) { // it is none in memory, or in a zip
      SyncedFolder.sync(folder);
    }
  }

  /** Returns when everything that was committed before the call is on the disk. */
  void commit() {
    if (!needed) {
      return;
    }
    long mine = asked.incrementAndGet();
    synchronized (this) {
      if (done >= mine) {
        return;
      }
      long covered = asked.get();
      jdbc.execute("CHECKPOINT SYNC");
      done = covered;
    }
  }
}
