package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.StorageUrl;
import dev.sitedrop.procore.UploadAnswer;
import dev.sitedrop.procore.UploadAnswer.SegmentAnswer;
import dev.sitedrop.procore.UploadRequest;
import dev.sitedrop.procore.UploadRequest.SegmentRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Asks Procore for an upload: an uuid, and a URL for each segment. */
@Component
public class CreateUpload {
  /** Procore deletes an upload after a week; the rest is a margin for the calls that follow. */
  private static final Duration UPLOAD_HOLDS = Duration.ofDays(7).minusHours(1);

  /** A PUT must begin within an hour of the creation; the rest is a margin for clocks. */
  private static final Duration URLS_HOLD = Duration.ofMinutes(58);

  private final DeliveryLedger ledger;
  private final StorageUrl storageUrl;
  private final Clock clock;

  CreateUpload(DeliveryLedger ledger, StorageUrl storageUrl, Clock clock) {
    this.ledger = ledger;
    this.storageUrl = storageUrl;
    this.clock = clock;
  }

  /**
   * Forgets an upload that is too old to go on with: its URLs hold for an hour, itself for a week.
   * What it has cost is lost, but a call that is known to be refused is not made.
   */
  public void forgetIfExpired(@Body Attachment attachment) {
    if (attachment.hasUpload()) {
      Duration holds = attachment.segmentsToStore().isEmpty() ? UPLOAD_HOLDS : URLS_HOLD;
      if (attachment.uploadCreatedAt().plus(holds).isBefore(clock.instant())) {
        ledger.uploadLost(attachment);
      }
    }
  }

  /** The call that creates the upload of this attachment. */
  public ProcoreCall request(@Body Attachment attachment, @Variable("delivery") Delivery delivery) {
    List<SegmentRequest> segments =
        attachment.segments().stream()
            .map(segment -> new SegmentRequest(segment.size(), segment.sha256(), segment.md5()))
            .toList();
    return ProcoreCall.post(
        "/rest/v1.1/projects/" + delivery.projectId() + "/uploads",
        Map.of(),
        new UploadRequest(attachment.name(), attachment.contentType(), segments));
  }

  /** Writes down what Procore answered. */
  public void record(@Body UploadAnswer answer, @Variable("attachment") Attachment attachment) {
    List<SegmentAnswer> segments =
        answer == null || answer.segments() == null ? List.of() : answer.segments();
    if (segments.isEmpty()
        || answer.uuid() == null
        || segments.size() != attachment.segments().size()) {
      throw new Passing("Procore's answer to the upload names no uuid, or not every segment");
    }
    ledger.uploadCreated(
        attachment,
        answer.uuid(),
        clock.instant(),
        segments.stream().map(segment -> storageUrl.checked(segment.url())).toList(),
        segments.stream()
            .map(
                segment -> segment.headers() == null ? Map.<String, String>of() : segment.headers())
            .toList());
  }
}
