package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;
import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was given back to its sender and never accepted. Nothing follows from it: it is kept for
 * those who look after SiteDrop, and see no folder.
 */
@Repository
public class RefusalLedger {
  private final JdbcClient jdbc;

  RefusalLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The same thing that is refused again, because it could not be moved, is one refusal.
   *
   * @param fingerprint equal for two looks at the same unchanged thing
   * @param source the configured name of the source
   * @param name what its sender calls it
   * @param reason what is wrong and what to do, in plain words
   */
  public void refused(String fingerprint, String source, String name, String reason, Instant at) {
    if (update(fingerprint, reason, at) == 0) {
      try {
        jdbc.sql(
                "insert into refusal (fingerprint, source, name, reason, refused_at)"
                    + " values (?, ?, ?, ?, ?)")
            .params(fingerprint, source, storable(name), storable(reason), timestamp(at))
            .update();
      } catch (DuplicateKeyException atTheSameMoment) {
        update(fingerprint, reason, at);
      }
    }
  }

  /**
   * A person has looked at what was refused until then.
   *
   * @return how many of them nobody had seen before
   */
  public int seen(Instant until) {
    return jdbc.sql("update refusal set seen_at = ? where seen_at is null and refused_at <= ?")
        .params(timestamp(Instant.now()), timestamp(until))
        .update();
  }

  private int update(String fingerprint, String reason, Instant at) {
    return jdbc.sql("update refusal set reason = ?, refused_at = ? where fingerprint = ?")
        .params(storable(reason), timestamp(at), fingerprint)
        .update();
  }
}
