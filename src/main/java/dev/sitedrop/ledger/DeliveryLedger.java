package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is proved of each delivery. Each method writes one step, and the objects it is given follow
 * what was written; when it returns, the step is committed.
 */
@Repository
public class DeliveryLedger {
  private final JdbcClient jdbc;
  private final DurableCommit durably;

  DeliveryLedger(JdbcClient jdbc, DurableCommit durably) {
    this.jdbc = jdbc;
    this.durably = durably;
  }

  /** The delivery with its files and their segments; empty if there is none of this id. */
  public Optional<Delivery> find(UUID id) {
    return jdbc.sql("select * from delivery where id = ?")
        .param(id)
        .query((row, n) -> LedgerRows.delivery(row, attachmentsOf(id)))
        .optional();
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
   * Procore has created an upload, and says where each segment goes.
   *
   * @param urls one a segment, in order, as Procore said
   * @param headers one map a segment, in order, as Procore said
   */
  @Transactional
  public void uploadCreated(
      Attachment attachment,
      String uuid,
      Instant at,
      List<String> urls,
      List<Map<String, String>> headers) {
    jdbc.sql(
            "update attachment set upload_uuid = ?, upload_created_at = ?, uploaded = false"
                + " where id = ?")
        .params(uuid, timestamp(at), attachment.id())
        .update();
    for (Segment segment : attachment.segments()) {
      String url = urls.get(segment.position());
      Map<String, String> with = headers.get(segment.position());
      jdbc.sql(
              "update segment set url = ?, headers = ?, etag = null"
                  + " where attachment_id = ? and segment_order = ?")
          .params(url, LedgerRows.json(with), attachment.id(), segment.position())
          .update();
      segment.goesTo(url, with);
    }
    attachment.uploadIs(uuid, at, false);
  }

  /** Storage has accepted a segment. */
  public void segmentStored(Attachment attachment, Segment segment, String etag) {
    jdbc.sql("update segment set etag = ? where attachment_id = ? and segment_order = ?")
        .params(etag, attachment.id(), segment.position())
        .update();
    segment.wasStored(etag);
  }

  /** Procore has agreed that every segment is stored. */
  public void uploadCompleted(Attachment attachment) {
    jdbc.sql("update attachment set uploaded = true where id = ?").param(attachment.id()).update();
    attachment.wasCompleted();
  }

  /** The upload is of no use any more (expired or gone); the next attempt creates a new one. */
  @Transactional
  public void uploadLost(Attachment attachment) {
    jdbc.sql(
            "update attachment set upload_uuid = null, upload_created_at = null, uploaded = false"
                + " where id = ?")
        .param(attachment.id())
        .update();
    jdbc.sql("update segment set url = null, headers = null, etag = null where attachment_id = ?")
        .param(attachment.id())
        .update();
    attachment.uploadIs(null, null, false);
    attachment.segments().forEach(segment -> segment.goesTo(null, null));
  }

  /**
   * The association is about to be sent. Survives a power cut before this returns: whoever finds
   * this stage later must ask Procore before sending again.
   */
  public void intendsToAssociate(Delivery delivery, Instant at) {
    jdbc.sql("update delivery set stage = 'ASSOCIATING', intended_at = ? where id = ?")
        .params(timestamp(at), delivery.id())
        .update();
    durably.commit();
    delivery.intendsToAssociate(at);
  }

  /** Procore is known not to have made the resource; sending the association again is safe. */
  public void notAssociated(Delivery delivery) {
    jdbc.sql("update delivery set stage = 'OPEN', intended_at = null where id = ?")
        .param(delivery.id())
        .update();
    delivery.notAssociated();
  }

  /**
   * Procore has confirmed the resource; the delivery is done. A power cut may undo this, and then
   * the intent, which it cannot undo, makes the next attempt find the resource in Procore: so
   * nobody waits for the disk here.
   */
  public void associated(Delivery delivery, Long resourceId, String resourceUrl, Instant at) {
    jdbc.sql(
            "update delivery set stage = 'DELIVERED', resource_id = ?, resource_url = ?,"
                + " finished_at = ?, failing_since = null, reason = null where id = ?")
        .params(resourceId, resourceUrl, timestamp(at), delivery.id())
        .update();
    delivery.wasAssociated(resourceId, resourceUrl, at);
  }

  /** The attempt did not succeed and another will follow. */
  public void postponed(Delivery delivery, String reason, int attempts, Instant failingSince) {
    jdbc.sql("update delivery set reason = ?, attempts = ?, failing_since = ? where id = ?")
        .params(reason, attempts, timestamp(failingSince), delivery.id())
        .update();
  }

  /** A person has to act. Whether the association may have been sent stays written down. */
  public void failed(Delivery delivery, String reason, Instant at) {
    jdbc.sql("update delivery set stage = 'FAILED', reason = ?, finished_at = ? where id = ?")
        .params(reason, timestamp(at), delivery.id())
        .update();
    delivery.failed(reason, at);
  }

  /** Whether another delivery is known to have made this resource of the same kind and project. */
  public boolean isKnownResource(Delivery delivery, long resourceId) {
    return jdbc.sql(
                "select count(*) from delivery where resource_id = ? and project_id = ?"
                    + " and target = ? and destination = ? and id <> ?")
            .params(
                resourceId,
                delivery.projectId(),
                delivery.target().name(),
                delivery.destination(),
                delivery.id())
            .query(Integer.class)
            .single()
        > 0;
  }
}
