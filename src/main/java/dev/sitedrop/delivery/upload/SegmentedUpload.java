package dev.sitedrop.delivery.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.StoragePlace;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.UploadAnswer;
import dev.sitedrop.procore.UploadAnswer.SegmentAnswer;
import dev.sitedrop.procore.UploadCompletion;
import dev.sitedrop.procore.UploadCompletion.StoredSegment;
import dev.sitedrop.procore.UploadRequest;
import dev.sitedrop.procore.UploadRequest.SegmentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;
import org.springframework.stereotype.Component;

/** Uploads v1.1: create, PUT each segment, complete. */
@Component
class SegmentedUpload implements UploadSteps {
  /** A PUT must begin within an hour of the creation; the rest is a margin for clocks. */
  static final Duration URLS_HOLD = Duration.ofMinutes(58);

  /** Procore deletes an upload after a week; the rest is a margin for the calls that follow. */
  static final Duration UPLOAD_HOLDS = Duration.ofDays(7).minusHours(1);

  @Override
  public UploadProtocol protocol() {
    return UploadProtocol.SEGMENTED;
  }

  @Override
  public ProcoreCall create(Attachment file, Company company, long projectId) {
    List<SegmentRequest> segments =
        file.segments().stream()
            .map(segment -> new SegmentRequest(segment.size(), segment.sha256()))
            .toList();
    return ProcoreCall.post(
        uploads(projectId), Map.of(), new UploadRequest(file.name(), file.contentType(), segments));
  }

  @Override
  public CreatedUpload created(JsonNode json, Attachment file, Company company, Instant now) {
    UploadAnswer answer = Answers.read(json, UploadAnswer.class);
    List<SegmentAnswer> segments = answer.segments() == null ? List.of() : answer.segments();
    if (answer.uuid() == null || segments.size() != file.segments().size()) {
      throw new Passing("Procore's answer to the upload names no uuid, or not every segment");
    }
    return new CreatedUpload(
        answer.uuid(),
        now.plus(URLS_HOLD),
        now.plus(UPLOAD_HOLDS),
        segments.stream().map(segment -> place(segment, company)).toList());
  }

  private StoragePlace place(SegmentAnswer segment, Company company) {
    return new StoragePlace(
        company.storageUrl().checked(segment.url()), segment.headers(), segment.md5());
  }

  @Override
  public String method() {
    return "PUT";
  }

  @Override
  public HttpEntity body(SegmentPut put, Spool spool) {
    return SegmentBody.of(put, spool);
  }

  @Override
  public ProcoreCall complete(Attachment file, Company company, long projectId) {
    List<StoredSegment> stored =
        file.segments().stream()
            .map(
                segment ->
                    new StoredSegment(
                        segment.etag().orElseThrow(),
                        segment.size(),
                        segment.sha256(),
                        segment.md5()))
            .toList();
    return ProcoreCall.patch(
        uploads(projectId) + "/" + file.uploadUuid(), new UploadCompletion(stored));
  }

  @Override
  public ProcoreCall show(Attachment file, Company company, long projectId) {
    return ProcoreCall.get(uploads(projectId) + "/" + file.uploadUuid(), Map.of());
  }

  @Override
  public UploadState state(JsonNode answer) {
    return switch (answer.path("status").asText("").toLowerCase(Locale.ROOT)) {
      case "" -> UploadState.UNTOLD;
      case "ready", "receiving", "scanning", "processing", "pending" -> UploadState.UNFINISHED;
      case "failed" -> UploadState.FAILED;
      default -> UploadState.COMPLETE; // "complete", "available", or a word that is new
    };
  }

  static String uploads(long projectId) {
    return "/rest/v1.1/projects/" + projectId + "/uploads";
  }
}
