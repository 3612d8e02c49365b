package dev.sitedrop.ledger.view;

import static dev.sitedrop.ledger.view.DeliveryList.instant;
import static dev.sitedrop.ledger.view.DeliveryList.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
   * How all deliveries stand.
   *
   * @param since from when on delivered ones are counted
   */
  public Tally tally(Instant since) {
    Instant now = Instant.now();
    return jdbc.sql(
            "select count(case when execution_time <= :now then 1 end) as due, count(*) as all_of_them,"
                + " (select min(opened_at) from delivery where finished_at is null) as oldest,"
                + " (select count(*) from delivery where stage = 'FAILED' and discarded_at is null)"
                + " as failed,"
                + " (select count(*) from delivery where finished_at >= :since"
                + " and stage = 'DELIVERED') as delivered,"
                + " (select count(*) from refusal where refused_at >= :since) as refused"
                + " from scheduled_tasks where task_name = 'delivery'")
        .param("now", timestamp(now))
        .param("since", timestamp(since))
        .query(
            (row, n) ->
                new Tally(
                    row.getLong("due"),
                    row.getLong("all_of_them") - row.getLong("due"),
                    row.getLong("failed"),
                    row.getLong("delivered"),
                    row.getLong("refused"),
                    instant(row, "oldest"),
                    reasons(now)))
        .single();
  }

  private List<WaitTally> reasons(Instant now) {
    return jdbc.sql(
            "select d.reason as why, count(*) as how_many, min(t.execution_time) as next_at"
                + " from scheduled_tasks t join delivery d on d.id = cast(t.task_instance as uuid)"
                + " where t.task_name = 'delivery' and t.execution_time > ? and d.reason is not null"
                + " group by d.reason order by how_many desc limit 10")
        .param(timestamp(now))
        .query(
            (row, n) ->
                new WaitTally(
                    row.getString("why"), row.getLong("how_many"), instant(row, "next_at")))
        .list();
  }

  /** What was given back and never accepted, newest first. */
  public List<Refusal> refusals(int most) {
    return jdbc.sql("select * from refusal order by refused_at desc limit ?")
        .param(most)
        .query(
            (row, n) ->
                new Refusal(
                    row.getString("source"),
                    row.getString("name"),
                    row.getString("reason"),
                    instant(row, "refused_at")))
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
