package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.UploadAnswer;
import dev.sitedrop.procore.UploadCompletion;
import dev.sitedrop.procore.UploadCompletion.StoredSegment;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Tells Procore that every segment is stored. */
@Component
public class CompleteUpload {
  private final DeliveryLedger ledger;

  CompleteUpload(DeliveryLedger ledger) {
    this.ledger = ledger;
  }

  /** The call that completes the upload: the ETags in the order of creation. */
  public ProcoreCall request(@Body Attachment attachment, @Variable("delivery") Delivery delivery) {
    List<StoredSegment> etags =
        attachment.segments().stream()
            .map(segment -> new StoredSegment(segment.etag().orElseThrow()))
            .toList();
    return ProcoreCall.patch(
        "/rest/v1.1/projects/" + delivery.projectId() + "/uploads/" + attachment.uploadUuid(),
        new UploadCompletion(etags));
  }

  /** Writes down that Procore has agreed. */
  public void record(@Body UploadAnswer answer, @Variable("attachment") Attachment attachment) {
    if (answer == null || !"complete".equals(answer.status())) {
      throw new Passing("Procore does not say that the upload is complete");
    }
    ledger.uploadCompleted(attachment);
  }
}
