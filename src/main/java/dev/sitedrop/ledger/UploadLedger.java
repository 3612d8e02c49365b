package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;
import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is proved of each file's upload. Each method writes one step, if the delivery's lease still
 * holds, and the objects it is given follow.
 */
@Repository
public class UploadLedger {
  private final JdbcClient jdbc;
  private final Leases leases;

  UploadLedger(JdbcClient jdbc, Leases leases) {
    this.jdbc = jdbc;
    this.leases = leases;
  }

  /**
   * Procore has created an upload, and says where each segment goes.
   *
   * @param urlsHoldUntil when a PUT may begin at the latest
   * @param uploadHoldsUntil when the upload may be associated at the latest
   * @param places one a segment, in order, as Procore said
   */
  public void uploadCreated(
      Attachment attachment,
      String uuid,
      Instant urlsHoldUntil,
      Instant uploadHoldsUntil,
      List<StoragePlace> places) {
    leases.holding(
        attachment.lease(),
        () -> {
          jdbc.sql(
                  "update attachment set upload_uuid = ?, urls_hold_until = ?, upload_holds_until = ?,"
                      + " completed_at = null, completion_doubtful = false, uploaded = false"
                      + " where id = ?")
              .params(
                  storable(uuid),
                  timestamp(urlsHoldUntil),
                  timestamp(uploadHoldsUntil),
                  attachment.id())
              .update();
          for (Segment segment : attachment.segments()) {
            goesTo(attachment, segment, places.get(segment.position()));
          }
          attachment.uploadIs(uuid, urlsHoldUntil, uploadHoldsUntil, null, false, false);
        });
  }

  private void goesTo(Attachment attachment, Segment segment, StoragePlace place) {
    jdbc.sql(
            "update segment set url = ?, headers = ?, md5 = ?, etag = null"
                + " where attachment_id = ? and segment_order = ?")
        .params(
            storable(place.url()),
            LedgerRows.json(place.with()),
            storable(place.md5()),
            attachment.id(),
            segment.position())
        .update();
    segment.goesTo(place);
  }

  /** Storage has accepted a segment. */
  public void segmentStored(Attachment attachment, Segment segment, String etag) {
    leases.holding(
        attachment.lease(),
        () -> {
          jdbc.sql("update segment set etag = ? where attachment_id = ? and segment_order = ?")
              .params(storable(etag), attachment.id(), segment.position())
              .update();
          segment.wasStored(etag);
        });
  }

  /** Storage has accepted the whole file, and there is nothing to complete. */
  public void wholeStored(Attachment attachment, String etag) {
    leases.holding(
        attachment.lease(),
        () -> {
          segmentStored(attachment, attachment.segments().get(0), etag);
          uploaded(attachment);
        });
  }

  /**
   * Procore has been told that every segment is stored.
   *
   * @param isAvailable whether it lets the upload be associated already
   */
  public void uploadCompleted(Attachment attachment, Instant at, boolean isAvailable) {
    leases.holding(
        attachment.lease(),
        () -> {
          jdbc.sql("update attachment set completed_at = ?, uploaded = ? where id = ?")
              .params(timestamp(at), isAvailable, attachment.id())
              .update();
          attachment.wasCompleted(at);
          if (isAvailable) {
            attachment.wasUploaded();
          }
        });
  }

  /**
   * Procore refuses to complete the upload; perhaps it has done so before, and its answer was lost.
   * The next attempt looks before it completes it again.
   */
  public void completionDoubtful(Attachment attachment) {
    leases.holding(
        attachment.lease(),
        () -> {
          jdbc.sql("update attachment set completion_doubtful = true where id = ?")
              .param(attachment.id())
              .update();
          attachment.completionIsDoubtful();
        });
  }

  /**
   * Procore refuses to associate an upload that it had agreed to complete. The next attempt looks
   * whether it is there.
   */
  public void uploadDoubtful(Attachment attachment) {
    leases.holding(
        attachment.lease(),
        () -> {
          jdbc.sql(
                  "update attachment set completed_at = null, completion_doubtful = true,"
                      + " uploaded = false where id = ?")
              .param(attachment.id())
              .update();
          attachment.uploadIs(
              attachment.uploadUuid(),
              attachment.urlsHoldUntil(),
              attachment.uploadHoldsUntil(),
              null,
              true,
              false);
        });
  }

  /** Procore has every byte, and lets the upload be associated. */
  public void uploaded(Attachment attachment) {
    leases.holding(
        attachment.lease(),
        () -> {
          jdbc.sql("update attachment set uploaded = true where id = ?")
              .param(attachment.id())
              .update();
          attachment.wasUploaded();
        });
  }

  /** The upload is of no use any more (expired or gone); the next attempt creates a new one. */
  public void uploadLost(Attachment attachment) {
    leases.holding(
        attachment.lease(),
        () -> {
          jdbc.sql(
                  "update attachment set upload_uuid = null, urls_hold_until = null,"
                      + " upload_holds_until = null, completed_at = null, completion_doubtful = false,"
                      + " uploaded = false where id = ?")
              .param(attachment.id())
              .update();
          jdbc.sql(
                  "update segment set url = null, headers = null, md5 = null, etag = null"
                      + " where attachment_id = ?")
              .param(attachment.id())
              .update();
          attachment.uploadIs(null, null, null, null, false, false);
          attachment.segments().forEach(segment -> segment.goesTo(null));
        });
  }
}
