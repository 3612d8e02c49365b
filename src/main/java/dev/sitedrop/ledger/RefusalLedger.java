package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;
import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.time.Instant;
import java.util.UUID;
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
   * @param reason what is wrong and what to do, as its sender was told
   * @param whereabouts where it is now, in a sentence
   */
  public void refused(
      String fingerprint,
      String source,
      String name,
      String reason,
      String whereabouts,
      Instant at) {
    if (update(fingerprint, reason, whereabouts, at) == 0) {
      try {
        jdbc.sql(
                "insert into refusal (fingerprint, id, source, name, reason, whereabouts, refused_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?)")
            .params(
                fingerprint,
                UUID.randomUUID(),
                source,
                storable(name),
                storable(reason),
                storable(whereabouts),
                timestamp(at))
            .update();
      } catch (DuplicateKeyException atTheSameMoment) {
        update(fingerprint, reason, whereabouts, at);
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

  private int update(String fingerprint, String reason, String whereabouts, Instant at) {
    return jdbc.sql(
            "update refusal set reason = ?, whereabouts = ?, refused_at = ? where fingerprint = ?")
        .params(storable(reason), storable(whereabouts), timestamp(at), fingerprint)
        .update();
  }
}
