package dev.sitedrop.ledger.view;

import static dev.sitedrop.ledger.view.DeliveryList.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sitedrop.ledger.AttemptStep;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has happened to a delivery. */
@Repository
public class DeliveryHistory {
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final JdbcClient jdbc;

  DeliveryHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The attempts that have ended, oldest first; of many only the last hundred are known. */
  public List<AttemptRecord> attempts(UUID deliveryId) {
    return jdbc.sql("select * from attempt where delivery_id = ? order by number")
        .param(deliveryId)
        .query(
            (row, n) ->
                new AttemptRecord(
                    row.getLong("number"),
                    row.getString("copy"),
                    instant(row, "began_at"),
                    instant(row, "ended_at"),
                    AttemptRecord.Outcome.valueOf(row.getString("outcome")),
                    row.getString("told"),
                    steps(row.getString("steps"))))
        .list();
  }

  private static List<AttemptStep> steps(String json) {
    try {
      return List.of(JSON.readValue(json, AttemptStep[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds steps that are no JSON", e);
    }
  }

  /** What people have done about it, oldest first. */
  public List<Intervention> interventions(UUID deliveryId) {
    return jdbc.sql("select * from intervention where delivery_id = ? order by at")
        .param(deliveryId)
        .query(
            (row, n) ->
                new Intervention(
                    instant(row, "at"),
                    row.getString("who"),
                    Intervention.Kind.valueOf(row.getString("kind")),
                    row.getString("told")))
        .list();
  }

  /** Each time it arrived, oldest first. */
  public List<ArrivalRecord> arrivals(UUID deliveryId) {
    return jdbc.sql("select * from arrival where delivery_id = ? order by arrived_at")
        .param(deliveryId)
        .query(
            (row, n) ->
                new ArrivalRecord(
                    row.getString("source"),
                    row.getString("name"),
                    instant(row, "arrived_at"),
                    row.getBoolean("duplicate"),
                    row.getObject("rule_number", Integer.class),
                    instant(row, "settled_at")))
        .list();
  }
}
