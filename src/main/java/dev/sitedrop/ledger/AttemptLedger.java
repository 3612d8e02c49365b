package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;
import static dev.sitedrop.ledger.LedgerRows.timestamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sitedrop.ledger.view.AttemptRecord.Outcome;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down what attempts have done, when they end. */
@Repository
class AttemptLedger {
  /** What is tried for days must not fill the ledger. */
  static final int KEPT = 100;

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final JdbcClient jdbc;

  AttemptLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The attempt has ended; part of the transaction in which it does. One that has called nobody and
   * has not changed how the delivery stands is not worth a line.
   *
   * @param copy the name of this process in the schedule
   */
  void ended(Delivery delivery, String copy) {
    AttemptLog log = delivery.log();
    List<AttemptStep> steps = log.steps();
    if (steps.isEmpty() && !delivery.wasFinishedNow()) {
      return;
    }
    long number = 1 + lastNumber(delivery);
    jdbc.sql(
            "insert into attempt (delivery_id, number, copy, began_at, ended_at, outcome, told, steps)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            delivery.id(),
            number,
            copy,
            timestamp(log.beganAt()),
            timestamp(Instant.now()),
            outcome(delivery).name(),
            storable(log.told()),
            json(steps))
        .update();
    jdbc.sql("delete from attempt where delivery_id = ? and number <= ?")
        .params(delivery.id(), number - KEPT)
        .update();
  }

  /**
   * People count what they see: leases are taken by attempts, too, that only find that it is not
   * their turn. The row of the delivery is locked.
   */
  private long lastNumber(Delivery delivery) {
    return jdbc.sql("select coalesce(max(number), 0) from attempt where delivery_id = ?")
        .param(delivery.id())
        .query(Long.class)
        .single();
  }

  private static Outcome outcome(Delivery delivery) {
    return switch (delivery.stage()) {
      case DELIVERED -> Outcome.DELIVERED;
      case FAILED -> Outcome.FAILED;
      case OPEN, ASSOCIATING, MADE -> Outcome.POSTPONED;
    };
  }

  private static String json(List<AttemptStep> steps) {
    try {
      return storable(JSON.writeValueAsString(steps));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of strings and numbers are always JSON", e);
    }
  }
}
