package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;
import static dev.sitedrop.ledger.LedgerRows.timestamp;

import dev.sitedrop.ledger.view.Intervention;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people can do about deliveries. Each is one transaction, in which the delivery's row is
 * locked: an attempt that runs at the same time either is over before or writes nothing after it.
 * Who did it is written down with it. When a method returns, a power cut does not undo it.
 */
@Component
public class DeliverySteering {
  /** In characters: why something is discarded is a sentence or two. */
  public static final int LONGEST_REASON = 1000;

  private final JdbcClient jdbc;
  private final DeliveryLedger deliveries;
  private final DueDeliveries due;
  private final TransactionTemplate transaction;
  private final DurableCommit durably;

  DeliverySteering(
      JdbcClient jdbc,
      DeliveryLedger deliveries,
      DueDeliveries due,
      TransactionTemplate transaction,
      DurableCommit durably) {
    this.jdbc = jdbc;
    this.deliveries = deliveries;
    this.due = due;
    this.transaction = transaction;
    this.durably = durably;
  }

  /**
   * Tries it again now: one that waits does not wait any longer, and one that was set aside goes on
   * from the step last proved. Its senders are shown anew what became of it.
   *
   * @param who the name of the user
   * @throws CannotSteer if there is none of this id, or Procore has it
   */
  public void retry(UUID id, String who) {
    steer(
        id,
        delivery -> {
          if (delivery.isDelivered()) {
            throw new CannotSteer("Procore has it already. There is nothing to try again.");
          }
          if (delivery.isFinished()) {
            reopen(delivery);
          }
          record(id, who, Intervention.Kind.RETRIED, "");
        });
  }

  /**
   * Sends once more what a person has not found in Procore. Nobody else may decide that: a retry of
   * it asks Procore again. The uploads stay, for a Procore that has associated them already refuses
   * to do so again.
   *
   * @param who the name of the user
   * @throws CannotSteer if it was not set aside for this
   */
  public void sendAgain(UUID id, String who) {
    steer(
        id,
        delivery -> {
          if (!delivery.isPerhapsThere()) {
            throw new CannotSteer(
                "Only what may be in Procore or not can be sent again in this way. Try it again"
                    + " instead.");
          }
          jdbc.sql(
                  "update delivery set intended_at = null, absence_counts_from = null,"
                      + " answer_lost = false where id = ?")
              .param(id)
              .update();
          reopen(delivery);
          record(id, who, Intervention.Kind.SENT_AGAIN, "");
        });
  }

  /**
   * Changes what it shall be and where it shall go, and tries it again.
   *
   * @param who the name of the user
   * @throws CannotSteer if it has not been set aside, if Procore may have it already, or if there
   *     is a delivery of the same content there
   */
  public void correct(UUID id, Correction wanted, String who) {
    try {
      steer(
          id,
          delivery -> {
            if (delivery.stage() != DeliveryStage.FAILED) {
              throw new CannotSteer("Only what was set aside can be changed.");
            }
            if (delivery.resourceId() != null) {
              throw new CannotSteer(
                  "Procore has made it already, as "
                      + delivery.target().label()
                      + " "
                      + delivery.resourceId()
                      + ". Change it there.");
            }
            if (delivery.intendedAt() != null) {
              throw new CannotSteer(
                  "Procore may have it as it is. Look there: only if it is not there, send it again,"
                      + " and change it if that fails.");
            }
            if (delivery.projectId() != wanted.projectId()) {
              forgetUploads(delivery); // an upload belongs to a project
            }
            jdbc.sql(
                    "update delivery set project_id = ?, target = ?,"
                        + " content_key = coalesce(cast(? as char(64)), content_key), fields = ?"
                        + " where id = ?")
                .params(
                    wanted.projectId(),
                    wanted.target().name(),
                    wanted.contentKey(),
                    storable(wanted.fields()),
                    id)
                .update();
            reopen(deliveries.find(id).orElseThrow());
            record(id, who, Intervention.Kind.CORRECTED, wanted.told());
          });
    } catch (DuplicateKeyException known) {
      throw new CannotSteer(
          "Delivery "
              + sameContent(id, wanted)
              + " has the same content for that project and target. There is nothing to deliver a"
              + " second time: discard this one.");
    }
  }

  private String sameContent(UUID id, Correction wanted) {
    return jdbc.sql(
            "select other.id from delivery it join delivery other"
                + " on other.destination = it.destination and other.id <> it.id"
                + " and other.content_key = coalesce(cast(? as char(64)), it.content_key)"
                + " where it.id = ? and other.project_id = ? and other.target = ?")
        .params(wanted.contentKey(), id, wanted.projectId(), wanted.target().name())
        .query(UUID.class)
        .optional()
        .map(UUID::toString)
        .orElse("that is gone by now");
  }

  /**
   * Leaves it at that: it is not tried any more, and nobody has to look at it. Its senders are
   * shown the reason, if it was not set aside before.
   *
   * @param reason in the person's own words
   * @param who the name of the user
   * @throws CannotSteer if Procore has it, an association is under way, or it is discarded already
   */
  public void discard(UUID id, String reason, String who) {
    steer(
        id,
        delivery -> {
          switch (delivery.stage()) {
            case DELIVERED ->
                throw new CannotSteer("Procore has it already. Delete it there if it is wrong.");
            case ASSOCIATING ->
                throw new CannotSteer(
                    "It may be in Procore already. SiteDrop asks there first; try it again then.");
            case MADE ->
                throw new CannotSteer(
                    "Procore has made it already. Delete it there if it is wrong.");
            case OPEN -> {
              deliveries.leaveNothingTo(delivery.lease());
              jdbc.sql(
                      "update delivery set stage = 'FAILED', finished_at = ?, reason = ? where id = ?")
                  .params(
                      timestamp(Instant.now()),
                      storable("It was discarded by " + who + ": " + reason),
                      id)
                  .update();
            }
            case FAILED -> refuseIfDiscarded(id);
          }
          jdbc.sql("update delivery set discarded_at = ? where id = ?")
              .params(timestamp(Instant.now()), id)
              .update();
          record(id, who, Intervention.Kind.DISCARDED, reason);
        });
  }

  private void refuseIfDiscarded(UUID id) {
    jdbc.sql("select 1 from delivery where id = ? and discarded_at is not null")
        .param(id)
        .query(Integer.class)
        .optional()
        .ifPresent(
            already -> {
              throw new CannotSteer("It is discarded already.");
            });
  }

  private void steer(UUID id, Consumer<Delivery> change) {
    String destination =
        transaction.execute(
            status -> {
              jdbc.sql("select id from delivery where id = ? for update")
                  .param(id)
                  .query(UUID.class)
                  .optional()
                  .orElseThrow(() -> new CannotSteer("There is no such delivery any more."));
              change.accept(deliveries.find(id).orElseThrow());
              Delivery now = deliveries.find(id).orElseThrow();
              due.add(id, now.destination(), now.target(), now.projectId(), false);
              return now.destination();
            });
    durably.commit();
    due.checkNow(destination);
  }

  private void reopen(Delivery delivery) {
    deliveries.leaveNothingTo(delivery.lease()); // it may be giving the file back at this moment
    jdbc.sql(DeliveryLedger.REOPEN + " where id = ?").param(delivery.id()).update();
    jdbc.sql("update arrival set settled_at = null where delivery_id = ?")
        .param(delivery.id())
        .update();
  }

  private void forgetUploads(Delivery delivery) {
    jdbc.sql(
            "update segment set url = null, headers = null, etag = null where attachment_id in"
                + " (select id from attachment where delivery_id = ?)")
        .param(delivery.id())
        .update();
    jdbc.sql(
            "update attachment set upload_uuid = null, urls_hold_until = null,"
                + " upload_holds_until = null, completed_at = null, completion_doubtful = false,"
                + " uploaded = false where delivery_id = ?")
        .param(delivery.id())
        .update();
  }

  private void record(UUID id, String who, Intervention.Kind kind, String told) {
    jdbc.sql(
            "insert into intervention (id, delivery_id, at, who, kind, told)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            UUID.randomUUID(),
            id,
            timestamp(Instant.now()),
            storable(who),
            kind.name(),
            storable(told))
        .update();
  }
}
