package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;
import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens deliveries, once per content, target and project. The delivery, its files, the arrival and
 * the due task are one transaction: either all of it is known or nothing.
 */
@Repository
public class IntakeLedger {
  private final JdbcClient jdbc;
  private final DeliveryLedger deliveries;
  private final DeliveryFiles files;
  private final DueDeliveries due;
  private final TransactionTemplate transaction;
  private final DurableCommit durably;

  IntakeLedger(
      JdbcClient jdbc,
      DeliveryLedger deliveries,
      DeliveryFiles files,
      DueDeliveries due,
      TransactionTemplate transaction,
      DurableCommit durably) {
    this.jdbc = jdbc;
    this.deliveries = deliveries;
    this.files = files;
    this.due = due;
    this.transaction = transaction;
    this.durably = durably;
  }

  /**
   * Records that {@code offered} arrived and leads to {@code wanted}. When this returns, a power
   * cut does not undo it, and the source may let the thing go.
   */
  public Opening open(NewDelivery wanted, Arrival offered) {
    Opening opening;
    try {
      opening = transaction.execute(status -> openOnce(wanted, offered));
    } catch (DuplicateKeyException sameContentAtTheSameMoment) {
      opening = transaction.execute(status -> openOnce(wanted, offered));
    }
    durably.commit();
    due.checkNow(wanted.destination());
    return opening;
  }

  /** The arrival that was recorded for this unchanged thing and is not settled yet. */
  public Optional<Opening> findUnsettled(String fingerprint) {
    return jdbc.sql(
            "select * from arrival where fingerprint = ? and settled_at is null"
                + " order by arrived_at limit 1")
        .param(fingerprint)
        .query(
            (row, n) ->
                new Opening(
                    LedgerRows.arrival(row),
                    row.getObject("delivery_id", UUID.class),
                    Opening.Outcome.REPEATED,
                    List.of()))
        .optional();
  }

  /**
   * What was recorded before was taken out of its sender's way once more. If its delivery is
   * finished, he may have been shown so and have put it back, before that was written down or
   * while: so he is shown it anew.
   */
  public void acceptedAgain(Opening repeated) {
    UUID id = repeated.deliveryId();
    Optional<Delivery> shownAnew =
        transaction.execute(
            status -> {
              Optional<Delivery> finished =
                  jdbc.sql("select id from delivery where id = ? for update")
                      .param(id)
                      .query(UUID.class)
                      .optional()
                      .flatMap(deliveries::find)
                      .filter(Delivery::isFinished);
              finished.ifPresent(delivery -> showAnew(delivery, repeated.arrival()));
              return finished;
            });
    if (shownAnew.isPresent()) {
      durably.commit();
      due.checkNow(shownAnew.get().destination());
    }
  }

  private void showAnew(Delivery delivery, Arrival arrival) {
    deliveries.leaveNothingTo(delivery.lease());
    jdbc.sql("update arrival set settled_at = null where id = ?").param(arrival.id()).update();
    due.add(delivery.id(), delivery.destination(), delivery.target(), delivery.projectId(), false);
  }

  private Opening openOnce(NewDelivery wanted, Arrival offered) {
    Optional<Opening> repeated = findUnsettled(offered.fingerprint());
    if (repeated.isPresent()) {
      return repeated.get();
    }
    Optional<UUID> known = lockSameContent(wanted);
    repeated = findUnsettled(offered.fingerprint()); // another may have had the lock before
    if (repeated.isPresent()) {
      return repeated.get();
    }
    if (known.isEmpty()) {
      UUID id = UUID.randomUUID();
      insert(id, wanted, offered);
      return arrived(id, wanted, offered, Opening.Outcome.OPENED, "", List.of());
    }
    UUID id = known.get();
    Delivery delivery = deliveries.find(id).orElseThrow();
    if (delivery.stage() == DeliveryStage.FAILED) {
      reopen(delivery, wanted);
      return arrived(id, wanted, offered, Opening.Outcome.REOPENED, "", freed(delivery));
    }
    String unsent = LedgerRows.unsent(wanted.said(), delivery.fields());
    boolean cameHere = !delivery.isFinished() && due.isOutOfReach(id);
    if (cameHere) {
      deliveries.leaveNothingTo(delivery.lease());
      files.bringAgain(delivery, wanted.attachments());
    }
    return arrived(
        id,
        wanted,
        offered,
        cameHere ? Opening.Outcome.REOPENED : Opening.Outcome.KNOWN,
        unsent,
        List.of());
  }

  /** Where the bytes of a delivery lay, and do not any more. */
  private List<String> freed(Delivery before) {
    List<String> keys = keys(before);
    keys.removeAll(keys(deliveries.find(before.id()).orElseThrow()));
    return keys;
  }

  private static List<String> keys(Delivery delivery) {
    return delivery.attachments().stream()
        .map(Attachment::spoolKey)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Optional<UUID> lockSameContent(NewDelivery wanted) {
    return jdbc.sql(
            "select id from delivery where project_id = ? and target = ? and content_key = ?"
                + " and destination = ? for update")
        .params(
            wanted.projectId(), wanted.target().name(), wanted.contentKey(), wanted.destination())
        .query(UUID.class)
        .optional();
  }

  private void insert(UUID id, NewDelivery wanted, Arrival offered) {
    jdbc.sql(
            "insert into delivery (id, destination, project_id, target, content_key, fields, stage,"
                + " opened_at) values (?, ?, ?, ?, ?, ?, 'OPEN', ?)")
        .params(
            id,
            wanted.destination(),
            wanted.projectId(),
            wanted.target().name(),
            wanted.contentKey(),
            wanted.fields(),
            timestamp(offered.arrivedAt()))
        .update();
    files.insert(id, wanted.attachments());
  }

  /**
   * The fields may have been corrected, and the bytes lie elsewhere now. An attempt may be giving
   * the old file back at this moment: it would settle the new arrival with the old reason.
   */
  private void reopen(Delivery delivery, NewDelivery wanted) {
    deliveries.leaveNothingTo(delivery.lease());
    jdbc.sql(DeliveryLedger.REOPEN + ", fields = ? where id = ?")
        .params(wanted.fields(), delivery.id())
        .update();
    files.bringAgain(delivery, wanted.attachments());
  }

  private Opening arrived(
      UUID deliveryId,
      NewDelivery wanted,
      Arrival offered,
      Opening.Outcome outcome,
      String unsent,
      List<String> freed) {
    boolean duplicate = outcome == Opening.Outcome.KNOWN;
    jdbc.sql(
            "insert into arrival (id, delivery_id, source, settlement, name, origin, fingerprint,"
                + " arrived_at, duplicate, unsent, rule_number)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            offered.id(),
            deliveryId,
            offered.source(),
            offered.settlement(),
            storable(offered.name()),
            storable(offered.origin()),
            offered.fingerprint(),
            timestamp(offered.arrivedAt()),
            duplicate,
            unsent,
            offered.rule())
        .update();
    due.add(deliveryId, wanted.destination(), wanted.target(), wanted.projectId(), !duplicate);
    Arrival arrival =
        new Arrival(
            offered.id(),
            offered.source(),
            offered.settlement(),
            offered.name(),
            offered.origin(),
            offered.fingerprint(),
            offered.arrivedAt(),
            duplicate,
            unsent,
            offered.rule());
    return new Opening(arrival, deliveryId, outcome, freed);
  }
}
