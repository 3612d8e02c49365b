package dev.sitedrop.delivery.upload;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.UploadLedger;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.ProcoreFailure;
import dev.sitedrop.procore.ProcoreFailure.Damaged;
import dev.sitedrop.procore.ProcoreFailure.Expired;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** What still holds of a delivery's uploads when a step has failed. */
@Component
public class FailedUploads {
  /** After this much damage the whole file is sent again, and after twice as much nothing is. */
  private static final int SEGMENT_AGAIN = 2;

  /** An upload that is gone however often it is created is refused for another reason. */
  private static final int MOST_NEW_UPLOADS = 5;

  private final UploadLedger ledger;
  private final DeliveryLedger deliveries;
  private final Spool spool;
  private final Clock clock;

  FailedUploads(UploadLedger ledger, DeliveryLedger deliveries, Spool spool, Clock clock) {
    this.ledger = ledger;
    this.deliveries = deliveries;
    this.spool = spool;
    this.clock = clock;
  }

  /**
   * Forgets what does not hold any more: fresh URLs or new uploads are asked for by the next
   * attempt.
   *
   * @return whether that is a way out of this failure
   */
  public boolean forgetAfter(ProcoreFailure failure, Delivery delivery) {
    List<Attachment> unfinished =
        delivery.attachments().stream()
            .filter(file -> file.hasUpload() && !file.isUploaded())
            .toList();
    if (failure instanceof Refused refused && refused.mayBeDoneAlready()) {
      return doubtCompletion(unfinished);
    }
    boolean gone =
        failure instanceof Refused refused
            && refused.isNotFound()
            && delivery.attempts() < MOST_NEW_UPLOADS;
    if (unfinished.isEmpty() || !gone && !(failure instanceof Expired)) {
      return false;
    }
    for (Attachment file : unfinished) {
      boolean renewable = file.protocol() == UploadProtocol.UNIFIED && delivery.attempts() == 0;
      if (gone || !renewable || file.segmentsToStore().isEmpty()) {
        ledger.uploadLost(file);
      } else {
        ledger.urlsExpired(file, clock.instant());
      }
    }
    return true;
  }

  /** Only once: an upload that was looked at and is not complete is refused for good. */
  private boolean doubtCompletion(List<Attachment> unfinished) {
    List<Attachment> refused =
        unfinished.stream()
            .filter(file -> file.segmentsToStore().isEmpty() && !file.isCompletionDoubtful())
            .toList();
    refused.forEach(ledger::completionDoubtful);
    return !refused.isEmpty();
  }

  /**
   * Bytes were changed on their way: the segment is sent again, then the whole file. What was
   * changed in the spool cannot be mended by sending it.
   *
   * @return why nothing more is to be tried; null to try again
   * @throws IOException if the spool cannot be read
   */
  public String giveUpAfter(Damaged damage, Delivery delivery) throws IOException {
    for (Attachment file : delivery.attachments()) {
      if (!file.isUploaded() && !spool.isIntact(file.spoolKey(), file.size(), file.sha256())) {
        return "The spooled bytes of "
            + file.name()
            + " were altered or cut off since they were taken in";
      }
    }
    deliveries.damaged(delivery);
    if (delivery.damages() > 2 * SEGMENT_AGAIN) {
      return damage.getMessage();
    }
    if (delivery.damages() > SEGMENT_AGAIN) {
      delivery.attachments().stream()
          .filter(file -> file.hasUpload() && !file.isUploaded())
          .forEach(ledger::uploadLost);
    }
    return null;
  }
}
