package dev.sitedrop.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The fair order of each lane: their virtual times run at different speeds. */
@Component
class FairOrders {
  /** A step of the fair order is a microsecond: this is enough for 86 billion deliveries. */
  private static final Duration LONG_AGO = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Map<String, FairOrder> ofLanes = new ConcurrentHashMap<>();

  FairOrders(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  FairOrder of(String lane) {
    return ofLanes.computeIfAbsent(lane, first -> new FairOrder(oldest(lane)));
  }

  private Instant oldest(String lane) {
    return jdbc.sql("select min(execution_time) from scheduled_tasks where lane = ?")
        .param(lane)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant)
        .orElse(Instant.now().minus(LONG_AGO));
  }
}
