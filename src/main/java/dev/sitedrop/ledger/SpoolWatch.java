package dev.sitedrop.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Conditional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Says that the spool of this copy is looked after, and tells once of each other spool in which
 * bytes wait and which nobody looks after any more.
 */
@Component
@Conditional(OnPostgres.class)
class SpoolWatch {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** A restart takes less. */
  static final Duration AWAY_AFTER = Duration.ofMinutes(2);

  private static final String WAITING =
      "select t.spool, s.place, s.machine, s.seen_at, count(*) as deliveries"
          + " from scheduled_tasks t join spool s on s.id = t.spool"
          + " where t.spool <> ? and s.seen_at < ?"
          + " group by t.spool, s.place, s.machine, s.seen_at";

  private final JdbcClient jdbc;
  private final ObjectProvider<OwnSpool> own;
  private final String machine;
  private final Set<String> told = new HashSet<>();

  SpoolWatch(JdbcClient jdbc, ObjectProvider<OwnSpool> own) {
    this.jdbc = jdbc;
    this.own = own;
    this.machine = machine();
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a machine without a name";
    }
  }

  /** That the ledger cannot be used is told by {@link PostgresWatch}. */
  @Scheduled(fixedDelay = 15_000)
  void lookAfter() {
    try {
      own.ifAvailable(spool -> lookAfter(spool, Instant.now(), AWAY_AFTER));
    } catch (DataAccessException | TransactionException later) {
      LOG.debug("The spool is not seen now", later);
    }
  }

  synchronized void lookAfter(OwnSpool spool, Instant now, Duration awayAfter) {
    seen(spool, now);
    List<Waiting> waiting =
        jdbc.sql(WAITING)
            .params(spool.id(), LedgerRows.timestamp(now.minus(awayAfter)))
            .query(
                (row, n) ->
                    new Waiting(
                        row.getString("spool"),
                        row.getString("place"),
                        row.getString("machine"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        row.getLong("deliveries")))
            .list();
    told.retainAll(waiting.stream().map(Waiting::spool).collect(Collectors.toSet()));
    waiting.stream().filter(one -> told.add(one.spool())).forEach(SpoolWatch::tell);
  }

  private void seen(OwnSpool spool, Instant now) {
    jdbc.sql(
            "insert into spool (id, place, machine, seen_at) values (?, ?, ?, ?)"
                + " on conflict (id) do update set place = excluded.place,"
                + " machine = excluded.machine, seen_at = excluded.seen_at")
        .params(spool.id(), spool.place(), machine, LedgerRows.timestamp(now))
        .update();
  }

  private static void tell(Waiting one) {
    LOG.warn(
        "{} wait for a copy that sees the spool {} of {}: their bytes are there, and it was last"
            + " looked after at {}. Start SiteDrop there again; or put the files in again, here",
        one.deliveries() == 1 ? "1 delivery has to" : one.deliveries() + " deliveries",
        one.place(),
        one.machine(),
        one.seenAt());
  }

  private record Waiting(
      String spool, String place, String machine, Instant seenAt, long deliveries) {}
}
