package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was handed in, and whether its sender has been shown what became of it. */
@Repository
public class ArrivalLedger {
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final JdbcClient jdbc;
  private final Leases leases;
  private final LedgerSettings settings;
  private final boolean isShared;

  ArrivalLedger(JdbcClient jdbc, Leases leases, LedgerSettings settings, Environment environment) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.leases = leases;
    this.isShared = OnPostgres.holds(environment);
  }

  /** Whether there may be other copies that write into this ledger. */
  public boolean isShared() {
    return isShared;
  }

  /** The arrivals of a delivery whose senders have not been shown the outcome yet, oldest first. */
  public List<Arrival> unsettledOf(UUID deliveryId) {
    return jdbc.sql(
            "select * from arrival where delivery_id = ? and settled_at is null order by arrived_at")
        .param(deliveryId)
        .query((row, n) -> LedgerRows.arrival(row))
        .list();
  }

  /** The first arrivals of a delivery, ten at most. */
  public List<Arrival> ofDelivery(UUID deliveryId) {
    return jdbc.sql("select * from arrival where delivery_id = ? order by arrived_at limit 10")
        .param(deliveryId)
        .query((row, n) -> LedgerRows.arrival(row))
        .list();
  }

  /** The source that handed a delivery in first; empty if the delivery is gone. */
  public Optional<String> sourceOf(UUID deliveryId) {
    return jdbc.sql("select source from arrival where delivery_id = ? order by arrived_at limit 1")
        .param(deliveryId)
        .query(String.class)
        .optional();
  }

  /**
   * An outcome may be shown only as long as nobody has taken the delivery over: what becomes of it
   * is for them to show.
   *
   * @throws LeaseLost if somebody has
   */
  public void requireHeld(Delivery delivery) {
    leases.holding(delivery.lease(), () -> {});
  }

  /**
   * The senders of these arrivals can see the outcome.
   *
   * @throws LeaseLost if somebody has taken the delivery over: it may have another outcome, which
   *     they have to be shown as well
   */
  public void settled(Delivery delivery, List<Arrival> shown, Instant at) {
    leases.holding(delivery.lease(), () -> shown.forEach(arrival -> settled(arrival, at)));
  }

  /** The same of one; part of a transaction that holds the delivery. */
  void settled(Arrival arrival, Instant at) {
    jdbc.sql("update arrival set settled_at = ? where id = ?")
        .params(timestamp(at), arrival.id())
        .update();
  }

  /** Whether there is an arrival of this id, settled or not. */
  public boolean isKnown(UUID arrivalId) {
    return jdbc.sql("select count(*) from arrival where id = ?")
            .param(arrivalId)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** The delivery that an arrival leads to; empty if there is no such arrival. */
  public Optional<UUID> deliveryOf(UUID arrivalId) {
    return jdbc.sql("select delivery_id from arrival where id = ?")
        .param(arrivalId)
        .query(UUID.class)
        .optional();
  }

  /**
   * Whether the bytes kept under this key are still needed: by a delivery that is not finished, or
   * by one that was set aside not long ago and may be tried again.
   */
  public boolean needsBytes(String spoolKey) {
    return jdbc.sql(
                "select count(*) from attachment a join delivery d on d.id = a.delivery_id"
                    + " where a.spool_key = ? and (d.finished_at is null"
                    + " or d.stage = 'FAILED' and d.finished_at > ?)")
            .params(
                spoolKey,
                timestamp(settings.keepFailedBytes().from(Instant.now()).orElse(LONG_AGO)))
            .query(Integer.class)
            .single()
        > 0;
  }
}
