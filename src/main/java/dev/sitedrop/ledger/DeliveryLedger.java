package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;
import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is proved of each delivery. Each method writes one step, and the objects it is given follow
 * what was written; when it returns, the step is committed. A delivery that somebody else has taken
 * over since it was read is not written: each method throws {@link LeaseLost} then.
 */
@Repository
public class DeliveryLedger {
  /** It goes on from the step last proved; whether Procore has it, or may, stays written down. */
  static final String REOPEN =
      "update delivery set stage = case when resource_id is not null then 'MADE'"
          + " when intended_at is null then 'OPEN' else 'ASSOCIATING' end,"
          + " reopened = reopened + 1, attempts = 0, damages = 0, failing_since = null, finished_at = null, reason = null,"
          + " undecided = false,"
          + " discarded_at = null";

  private final JdbcClient jdbc;
  private final Leases leases;
  private final TransactionTemplate transaction;
  private final DurableCommit durably;

  DeliveryLedger(
      JdbcClient jdbc, Leases leases, TransactionTemplate transaction, DurableCommit durably) {
    this.jdbc = jdbc;
    this.leases = leases;
    this.transaction = transaction;
    this.durably = durably;
  }

  /**
   * The delivery with its files and their segments; empty if there is none of this id. Read in a
   * transaction, for that keeps to one connection: with one for each of the three, nested, a pool's
   * worth of attempts could all wait for their last.
   */
  public Optional<Delivery> find(UUID id) {
    return transaction.execute(
        status ->
            jdbc.sql("select * from delivery where id = ?")
                .param(id)
                .query((row, n) -> LedgerRows.delivery(row, attachmentsOf(id)))
                .optional());
  }

  /**
   * The delivery as whoever held it before has left it: nothing of theirs can follow.
   *
   * @throws LeaseLost if somebody else has it now
   */
  public Delivery find(Lease lease) {
    return find(lease.deliveryId())
        .filter(delivery -> delivery.lease().equals(lease))
        .orElseThrow(() -> new LeaseLost(lease));
  }

  /** Whoever has this lease, and does not know it yet, writes no more; part of a transaction. */
  void leaveNothingTo(Lease lease) {
    jdbc.sql("update delivery set lease = lease + 1 where id = ?")
        .param(lease.deliveryId())
        .update();
  }

  private List<Attachment> attachmentsOf(UUID deliveryId) {
    return jdbc.sql("select * from attachment where delivery_id = ? order by file_order")
        .param(deliveryId)
        .query((row, n) -> LedgerRows.attachment(row, segmentsOf(row.getObject("id", UUID.class))))
        .list();
  }

  private List<Segment> segmentsOf(UUID attachmentId) {
    return jdbc.sql("select * from segment where attachment_id = ? order by segment_order")
        .param(attachmentId)
        .query((row, n) -> LedgerRows.segment(row))
        .list();
  }

  /**
   * The association is about to be sent. Survives a power cut before this returns: whoever finds
   * this stage later must ask Procore before sending again.
   *
   * @param absenceCountsFrom when Procore would show it at the latest
   */
  public void intendsToAssociate(Delivery delivery, Instant at, Instant absenceCountsFrom) {
    written(
        delivery,
        jdbc.sql(
                "update delivery set stage = 'ASSOCIATING',"
                    + " intended_at = case when answer_lost then intended_at else ? end,"
                    + " absence_counts_from = ?"
                    + " where id = ? and lease = ?")
            .params(
                timestamp(at),
                timestamp(absenceCountsFrom),
                delivery.id(),
                delivery.lease().number())
            .update());
    durably.commit();
    delivery.intendsToAssociate(at, absenceCountsFrom);
  }

  /**
   * The association is still about to be sent, later than was thought.
   *
   * @param absenceCountsFrom when Procore would show it at the latest
   */
  public void stillIntendsToAssociate(Delivery delivery, Instant absenceCountsFrom) {
    written(
        delivery,
        jdbc.sql(
                "update delivery set absence_counts_from = ?"
                    + " where id = ? and lease = ? and stage = 'ASSOCIATING'")
            .params(timestamp(absenceCountsFrom), delivery.id(), delivery.lease().number())
            .update());
    durably.commit();
    delivery.stillIntendsToAssociate(absenceCountsFrom);
  }

  /** No answer has come to the association, or none that can be understood. */
  public void outcomeUnknown(Delivery delivery, Instant absenceCountsFrom) {
    written(
        delivery,
        jdbc.sql("update delivery set absence_counts_from = ? where id = ? and lease = ?")
            .params(timestamp(absenceCountsFrom), delivery.id(), delivery.lease().number())
            .update());
  }

  /** Its bytes were changed on their way. */
  public void damaged(Delivery delivery) {
    written(
        delivery,
        jdbc.sql("update delivery set damages = damages + 1 where id = ? and lease = ?")
            .params(delivery.id(), delivery.lease().number())
            .update());
    delivery.wasDamaged();
  }

  /**
   * Procore does not show the resource, and its silence is believed: the association may be sent
   * again. That an answer was lost, and since when, stays written down.
   */
  public void absent(Delivery delivery) {
    written(
        delivery,
        jdbc.sql(
                "update delivery set stage = 'OPEN', answer_lost = true where id = ? and lease = ?")
            .params(delivery.id(), delivery.lease().number())
            .update());
    delivery.absent();
  }

  /** Procore is known not to have made the resource; sending the association again is safe. */
  public void notAssociated(Delivery delivery) {
    written(
        delivery,
        jdbc.sql(
                "update delivery set stage = 'OPEN', intended_at = null, absence_counts_from = null"
                    + " where id = ? and lease = ?")
            .params(delivery.id(), delivery.lease().number())
            .update());
    delivery.notAssociated();
  }

  /**
   * Procore has made the resource, and does not show all of its files. It may be shown once more
   * what they are, but the resource is never sent again.
   *
   * @param absenceCountsFrom when Procore would show them at the latest
   */
  public void made(
      Delivery delivery, Long resourceId, String resourceUrl, Instant absenceCountsFrom) {
    written(
        delivery,
        jdbc.sql(
                "update delivery set stage = 'MADE', resource_id = ?, resource_url = ?,"
                    + " absence_counts_from = ? where id = ? and lease = ?")
            .params(
                resourceId,
                storable(resourceUrl),
                timestamp(absenceCountsFrom),
                delivery.id(),
                delivery.lease().number())
            .update());
    delivery.wasMade(resourceId, resourceUrl, absenceCountsFrom);
  }

  /**
   * Procore is about to be told once more which files the resource has. That it is done only once
   * survives a power cut: whether it adds files or replaces them is not known.
   *
   * @param absenceCountsFrom when Procore would show them at the latest
   */
  public void intendsToRepair(Delivery delivery, Instant at, Instant absenceCountsFrom) {
    written(
        delivery,
        jdbc.sql(
                "update delivery set repair_intended_at = ?, absence_counts_from = ?"
                    + " where id = ? and lease = ? and stage = 'MADE'")
            .params(
                timestamp(at),
                timestamp(absenceCountsFrom),
                delivery.id(),
                delivery.lease().number())
            .update());
    durably.commit();
    delivery.intendsToRepair(at, absenceCountsFrom);
  }

  /**
   * Procore has confirmed the resource; the delivery is done. When this returns, a power cut does
   * not undo it: its sender may be shown that it is there, and its bytes may go. Where they went is
   * forgotten: a signed URL is a secret.
   *
   * @param resourceUrl null if none is known
   * @param remark what its sender should know of it; null if nothing
   */
  public void associated(
      Delivery delivery, Long resourceId, String resourceUrl, String remark, Instant at) {
    leases.holding(
        delivery.lease(),
        () -> {
          written(
              delivery,
              jdbc.sql(
                      "update delivery set stage = 'DELIVERED', resource_id = ?, resource_url = ?,"
                          + " remark = ?, finished_at = ?, failing_since = null, reason = null"
                          + " where id = ? and lease = ?")
                  .params(
                      resourceId,
                      storable(resourceUrl),
                      storable(remark),
                      timestamp(at),
                      delivery.id(),
                      delivery.lease().number())
                  .update());
          jdbc.sql(
                  "update segment set url = null, headers = null where attachment_id in"
                      + " (select id from attachment where delivery_id = ?)")
              .param(delivery.id())
              .update();
        });
    durably.commit();
    delivery.wasAssociated(resourceId, resourceUrl, remark, at);
  }

  /** The attempt did not succeed and another will follow. */
  public void postponed(Delivery delivery, String reason, int attempts, Instant failingSince) {
    written(
        delivery,
        jdbc.sql(
                "update delivery set reason = ?, attempts = ?, failing_since = ? where id = ? and lease = ?")
            .params(
                storable(reason),
                attempts,
                timestamp(failingSince),
                delivery.id(),
                delivery.lease().number())
            .update());
    delivery.postponed(reason);
  }

  /**
   * A person has to act. Whether the association may have been sent stays written down. When this
   * returns, a power cut does not undo it, and its sender may be shown the reason.
   */
  public void failed(Delivery delivery, String reason, Instant at) {
    setAside(delivery, reason, false, at);
  }

  /**
   * Nobody but a person can tell whether Procore has it. The intent stays: whoever takes it up
   * again asks Procore first. A power cut does not undo it.
   */
  public void undecided(Delivery delivery, String reason, Instant at) {
    setAside(delivery, reason, true, at);
  }

  private void setAside(Delivery delivery, String reason, boolean undecided, Instant at) {
    written(
        delivery,
        jdbc.sql(
                "update delivery set stage = 'FAILED', reason = ?, undecided = ?, finished_at = ?"
                    + " where id = ? and lease = ?")
            .params(
                storable(reason),
                undecided,
                timestamp(at),
                delivery.id(),
                delivery.lease().number())
            .update());
    durably.commit();
    delivery.failed(reason, undecided, at);
  }

  private static void written(Delivery delivery, int rows) {
    if (rows == 0) {
      throw new LeaseLost(delivery.lease());
    }
  }
}
