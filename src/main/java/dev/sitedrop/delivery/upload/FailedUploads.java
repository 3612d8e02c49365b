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
import dev.sitedrop.procore.ProcoreFailure.Passing;
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

  /** What passes at the storage, but has not by then, may not happen to another upload. */
  private static final int PASSING_AT_MOST = 3;

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
   * Forgets what does not hold any more: the next attempt creates new uploads.
   *
   * @return whether that is a way out of this failure
   */
  public boolean forgetAfter(ProcoreFailure failure, Delivery delivery) {
    List<Attachment> unfinished =
        delivery.attachments().stream()
            .filter(file -> file.hasUpload() && !file.isUploaded())
            .toList();
    if (failure instanceof Refused refused) {
      if (unfinished.isEmpty()) {
        return doubtUploads(refused, delivery);
      }
      if (refused.mayBeDoneAlready()) {
        return doubtCompletion(unfinished);
      }
    }
    if (unfinished.isEmpty() || !isOver(failure, delivery)) {
      return false;
    }
    unfinished.forEach(ledger::uploadLost);
    return true;
  }

  /** Whether it is certain, or likely by now, that nothing more can be done with the uploads. */
  private static boolean isOver(ProcoreFailure failure, Delivery delivery) {
    return failure instanceof Expired
        || failure instanceof Refused refused
            && refused.isGone()
            && delivery.attempts() < MOST_NEW_UPLOADS
        || failure instanceof Passing passing
            && passing.isOfStorage()
            && delivery.attempts() >= PASSING_AT_MOST;
  }

  /**
   * Procore refuses to associate uploads that it had agreed to complete. Perhaps they are gone: the
   * next attempt looks at each, and creates what is not there any more. Only once, for otherwise
   * something else is wrong.
   */
  private boolean doubtUploads(Refused refused, Delivery delivery) {
    boolean perhapsGone = refused.isAboutUpload() || refused.isGone();
    boolean uploaded =
        !delivery.attachments().isEmpty()
            && delivery.attachments().stream().allMatch(Attachment::isUploaded);
    if (!perhapsGone || !uploaded || delivery.attempts() > 0) {
      return false;
    }
    for (Attachment file : delivery.attachments()) {
      if (file.protocol() == UploadProtocol.FORM) {
        ledger.uploadLost(file); // there is nothing to look at
      } else {
        ledger.uploadDoubtful(file);
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
