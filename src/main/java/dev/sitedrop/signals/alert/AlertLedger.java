package dev.sitedrop.signals.alert;

import dev.sitedrop.signals.alert.Alert.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What has failed, what does not move, and what of that has been told: of the copies that share a
 * ledger, the one that claims an alert tells it. A claim that comes to nothing, because its copy
 * was killed, is over after {@code alert.at-most-every}.
 */
class AlertLedger {
  static final String FAILURES = "failed";
  private static final int SHOWN = 5;

  private static final String FAILED =
      " from delivery d where d.stage = 'FAILED' and d.discarded_at is null and d.finished_at > ? and d.finished_at <= ?";
  private static final String UNDER_WAY =
      " from delivery d where d.finished_at is null and d.destination = ?";
  private static final String TOLD =
      "select d.id, d.project_id, d.reason, (select a.name from attachment a"
          + " where a.delivery_id = d.id order by a.file_order limit 1) as name";

  private final JdbcClient jdbc;

  AlertLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Some deliveries.
   *
   * @param oldest when the first of them failed or came; null if there is none
   */
  record Some(long count, Instant oldest) {}

  /** What is known of one name. */
  record Mark(Instant toldUntil, Instant movedAt, Instant stalledAt) {}

  /** From now on, unless there is one already. */
  void begin(String name, Instant now) {
    boolean isThere =
        jdbc.sql("select count(*) from alert where name = ?").param(name).query(Long.class).single()
            > 0;
    try {
      if (!isThere) {
        jdbc.sql("insert into alert (name, claimed_at, told_until, moved_at) values (?, ?, ?, ?)")
            .params(name, at(Instant.EPOCH), at(now), at(now))
            .update();
      }
    } catch (DuplicateKeyException another) {
      // a copy that starts at the same moment
    }
  }

  Mark mark(String name) {
    return jdbc.sql("select told_until, moved_at, stalled_at from alert where name = ?")
        .param(name)
        .query(
            (row, n) ->
                new Mark(
                    instant(row, "told_until"),
                    instant(row, "moved_at"),
                    instant(row, "stalled_at")))
        .single();
  }

  /** Whether this copy may tell it now; then no other may, for so long. */
  boolean claim(String name, Instant now, Duration atMostEvery) {
    return jdbc.sql("update alert set claimed_at = ? where name = ? and claimed_at <= ?")
            .params(at(now), name, at(now.minus(atMostEvery)))
            .update()
        > 0;
  }

  /** It could not be told: any copy may try again from then on. */
  void giveBack(String name, Instant claimableFrom, Duration atMostEvery) {
    jdbc.sql("update alert set claimed_at = ? where name = ?")
        .params(at(claimableFrom.minus(atMostEvery)), name)
        .update();
  }

  void toldUntil(String name, Instant until) {
    jdbc.sql("update alert set told_until = ? where name = ?").params(at(until), name).update();
  }

  void moved(String name, Instant movedAt) {
    jdbc.sql("update alert set moved_at = ? where name = ? and moved_at < ?")
        .params(at(movedAt), name, at(movedAt))
        .update();
  }

  void stalled(String name, Instant now) {
    jdbc.sql("update alert set stalled_at = ? where name = ?").params(at(now), name).update();
  }

  /** Whether it has been told that it does not work. */
  boolean isStalled(String name) {
    return jdbc.sql("select count(*) from alert where name = ? and stalled_at is not null")
            .param(name)
            .query(Long.class)
            .single()
        > 0;
  }

  /** Whether it was this copy that has seen first that it moves again. */
  boolean movesAgain(String name) {
    return jdbc.sql(
                "update alert set stalled_at = null where name = ? and stalled_at is not null"
                    + " and moved_at > stalled_at")
            .param(name)
            .update()
        > 0;
  }

  Some failed(Instant after, Instant until) {
    return jdbc.sql("select count(*) as n, min(d.finished_at) as oldest" + FAILED)
        .params(at(after), at(until))
        .query((row, n) -> new Some(row.getLong("n"), instant(row, "oldest")))
        .single();
  }

  List<Told> firstFailed(Instant after, Instant until) {
    return jdbc.sql(TOLD + FAILED + " order by d.finished_at limit " + SHOWN)
        .params(at(after), at(until))
        .query((row, n) -> told(row))
        .list();
  }

  /** Their destinations, at most two: more than one is all that matters. */
  List<String> destinationsOfFailed(Instant after, Instant until) {
    return jdbc.sql("select distinct d.destination" + FAILED + " limit 2")
        .params(at(after), at(until))
        .query(String.class)
        .list();
  }

  Some underWay(String destination) {
    return jdbc.sql("select count(*) as n, min(d.opened_at) as oldest" + UNDER_WAY)
        .param(destination)
        .query((row, n) -> new Some(row.getLong("n"), instant(row, "oldest")))
        .single();
  }

  List<Told> oldestUnderWay(String destination) {
    return jdbc.sql(TOLD + UNDER_WAY + " order by d.opened_at limit " + SHOWN)
        .param(destination)
        .query((row, n) -> told(row))
        .list();
  }

  private static Told told(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new Told(
        row.getString("id"),
        Optional.ofNullable(row.getString("name")).map(Spoken::of).orElse("a report without files"),
        row.getLong("project_id"),
        reason == null ? null : Spoken.of(reason));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
