package dev.sitedrop.ledger.view;

import static dev.sitedrop.ledger.view.DeliveryList.instant;
import static dev.sitedrop.ledger.view.DeliveryList.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts deliveries. What it asks costs by the backlog and by what was finished in the time that is
 * asked for, not by all that the ledger holds; whoever shows it to many asks once for all.
 */
@Repository
public class Tallies {
  private final JdbcClient jdbc;

  Tallies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What is finished, and how old the rest is.
   *
   * @param since from when on delivered and refused ones are counted
   */
  public Tally tally(Instant since) {
    return jdbc.sql(
            "select (select min(opened_at) from delivery where finished_at is null) as oldest,"
                + " (select count(*) from delivery where stage = 'FAILED' and discarded_at is null)"
                + " as failed,"
                + " (select min(finished_at) from delivery where stage = 'FAILED'"
                + " and discarded_at is null) as failed_since,"
                + " (select count(*) from delivery where finished_at >= :since"
                + " and stage = 'DELIVERED') as delivered,"
                + " (select count(*) from refusal where refused_at >= :since) as refused,"
                + " (select count(*) from refusal where seen_at is null) as unseen,"
                + " (select min(refused_at) from refusal where seen_at is null) as unseen_since")
        .param("since", timestamp(since))
        .query(
            (row, n) ->
                new Tally(
                    row.getLong("failed"),
                    instant(row, "failed_since"),
                    row.getLong("delivered"),
                    row.getLong("refused"),
                    row.getLong("unseen"),
                    instant(row, "unseen_since"),
                    instant(row, "oldest")))
        .single();
  }

  /** What is not finished, by destination and project. */
  public List<BacklogShare> backlog() {
    return jdbc.sql(
            "select d.destination, d.project_id, count(case when t.picked then 1 end) as picked,"
                + " count(case when not t.picked and t.execution_time <= :now then 1 end) as due,"
                + " count(case when not t.picked and t.execution_time > :now then 1 end) as later,"
                + " sum((select count(*) from attachment a where a.delivery_id = d.id)) as files"
                + " from scheduled_tasks t join delivery d on d.id = cast(t.task_instance as uuid)"
                + " where t.task_name = 'delivery' group by d.destination, d.project_id"
                + " order by d.destination, d.project_id")
        .param("now", timestamp(Instant.now()))
        .query(
            (row, n) ->
                new BacklogShare(
                    row.getString("destination"),
                    row.getLong("project_id"),
                    row.getLong("picked"),
                    row.getLong("due"),
                    row.getLong("later"),
                    row.getLong("files")))
        .list();
  }

  /**
   * Why deliveries wait that are tried again later, most frequent first, ten at most.
   *
   * @param notOf destinations that are left out
   */
  public List<WaitTally> reasons(Collection<String> notOf) {
    return jdbc.sql(
            "select d.reason as why, count(*) as how_many, min(t.execution_time) as next_at"
                + " from scheduled_tasks t join delivery d on d.id = cast(t.task_instance as uuid)"
                + " where t.task_name = 'delivery' and t.execution_time > :now and not t.picked"
                + " and d.reason is not null and d.destination not in (:notOf)"
                + " group by d.reason order by how_many desc limit 10")
        .param("now", timestamp(Instant.now()))
        .param("notOf", notOf.isEmpty() ? List.of("") : notOf)
        .query(
            (row, n) ->
                new WaitTally(
                    row.getString("why"), row.getLong("how_many"), instant(row, "next_at")))
        .list();
  }

  /**
   * How many deliveries have their turn before this one.
   *
   * @return empty if it is not waiting for its turn
   */
  public OptionalLong ahead(UUID deliveryId) {
    return jdbc.sql(
            "select (select count(*) from scheduled_tasks o where o.lane = t.lane and not o.picked"
                + " and o.execution_time <= :now and (o.priority > t.priority"
                + " or o.priority = t.priority and o.execution_time < t.execution_time)) as ahead"
                + " from scheduled_tasks t where t.task_name = 'delivery' and t.task_instance = :id"
                + " and not t.picked and t.execution_time <= :now")
        .param("now", timestamp(Instant.now()))
        .param("id", deliveryId.toString())
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** What was given back and never accepted, newest first. */
  public List<Refusal> refusals(int most) {
    return jdbc.sql("select * from refusal order by refused_at desc limit ?")
        .param(most)
        .query((row, n) -> RefusalList.refusal(row))
        .list();
  }

  /** What was finished in each minute of the time before now, oldest first, without gaps. */
  public List<Throughput> throughput(Duration before) {
    Instant now = Instant.now();
    Instant first = now.minus(before).truncatedTo(ChronoUnit.MINUTES);
    Map<Instant, Throughput> minutes = new TreeMap<>();
    for (Instant minute = first; !minute.isAfter(now); minute = minute.plusSeconds(60)) {
      minutes.put(minute, new Throughput(minute, 0, 0));
    }
    jdbc.sql(
            "select date_trunc('minute', finished_at) as finished,"
                + " count(case when stage = 'DELIVERED' then 1 end) as delivered,"
                + " count(case when stage = 'FAILED' then 1 end) as failed"
                + " from delivery where finished_at >= ? group by date_trunc('minute', finished_at)")
        .param(timestamp(first))
        .query(
            row -> {
              Instant minute = instant(row, "finished");
              minutes.put(
                  minute, new Throughput(minute, row.getLong("delivered"), row.getLong("failed")));
            });
    return List.copyOf(minutes.values());
  }
}
