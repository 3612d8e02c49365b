package dev.sitedrop.delivery.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Segment;
import dev.sitedrop.ledger.StoragePlace;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.Expired;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.UnifiedUploadAnswer;
import dev.sitedrop.procore.UnifiedUploadAnswer.Data;
import dev.sitedrop.procore.UnifiedUploadAnswer.Part;
import dev.sitedrop.procore.UnifiedUploadCompletion;
import dev.sitedrop.procore.UnifiedUploadRequest;
import dev.sitedrop.procore.UploadRequest.SegmentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.HttpEntity;
import org.springframework.stereotype.Component;

/**
 * Uploads v2.1: create, PUT each part, complete, and ask until the file is available. URLs that are
 * past their time can be renewed without losing the parts that are stored.
 */
@Component
class UnifiedUpload implements UploadSteps {
  /** For clocks, and for the call that follows. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  /** When the answer does not say until when the URLs hold. */
  private static final Duration URLS_HOLD = Duration.ofHours(1);

  /** Procore deletes what is not associated by then, also where the answer does not say so. */
  private static final Duration UPLOAD_HOLDS = Duration.ofHours(24);

  @Override
  public UploadProtocol protocol() {
    return UploadProtocol.UNIFIED;
  }

  @Override
  public ProcoreCall create(Attachment file, Company company, long projectId) {
    List<SegmentRequest> parts =
        file.segments().stream()
            .map(part -> new SegmentRequest(part.size(), part.sha256(), part.md5()))
            .toList();
    return ProcoreCall.post(
        uploads(company, projectId),
        Map.of(),
        new UnifiedUploadRequest(
            file.name(), file.size(), file.contentType(), file.sha256(), parts));
  }

  @Override
  public CreatedUpload created(JsonNode json, Attachment file, Company company, Instant now) {
    Data upload = data(json);
    List<Part> parts = upload.segments();
    if (upload.uploadId() == null
        || parts.size() != file.segments().size()
        || parts.contains(null)) {
      throw new Passing("Procore's answer to the upload names no upload_id, or not every part");
    }
    Instant latest = now.plus(UPLOAD_HOLDS);
    Instant until = upload.expiresAt() == null ? latest : at(upload.expiresAt());
    return new CreatedUpload(
        upload.uploadId(),
        urlsHoldUntil(parts, now),
        early(until.isBefore(latest) ? until : latest, now),
        parts.stream().map(part -> place(part, company)).toList());
  }

  /** With fresh URLs if it needs some. */
  @Override
  public ProcoreCall show(Attachment file, Company company, long projectId) {
    return ProcoreCall.get(uploads(company, projectId) + "/" + file.uploadUuid(), Map.of());
  }

  /**
   * Reads fresh URLs for the parts that are not stored yet. The answer may list every part, or only
   * those that are missing.
   *
   * @throws Expired if it has none for one of them
   */
  Renewal renewed(JsonNode json, Attachment file, Company company, Instant now) {
    List<Part> parts = data(json).segments();
    List<Segment> missing = file.segmentsToStore();
    boolean all = parts.size() == file.segments().size();
    Map<Segment, StoragePlace> places = new HashMap<>();
    for (int i = 0; i < missing.size(); i++) {
      int at = all ? missing.get(i).position() : i;
      Part part = at < parts.size() ? parts.get(at) : null;
      if (part == null || part.url() == null || !all && parts.size() != missing.size()) {
        throw new Expired("Procore gives no fresh URL for a part of the upload");
      }
      places.put(missing.get(i), place(part, company));
    }
    return new Renewal(urlsHoldUntil(parts, now), places);
  }

  /** Fresh URLs, and until when they hold. */
  record Renewal(Instant urlsHoldUntil, Map<Segment, StoragePlace> places) {}

  private StoragePlace place(Part part, Company company) {
    return new StoragePlace(
        company.storageUrl().checked(part.url()),
        part.headers() == null ? Map.of() : part.headers());
  }

  private static Instant urlsHoldUntil(List<Part> parts, Instant now) {
    return early(
        parts.stream()
            .filter(Objects::nonNull)
            .map(Part::urlExpiresAt)
            .filter(Objects::nonNull)
            .map(UnifiedUpload::at)
            .min(Instant::compareTo)
            .orElse(now.plus(URLS_HOLD)),
        now);
  }

  /** Before the end by the margin, or by half of a time that is short. */
  private static Instant early(Instant end, Instant now) {
    Duration half = Duration.between(now, end).dividedBy(2);
    return end.minus(half.compareTo(MARGIN) < 0 ? half : MARGIN);
  }

  private static Instant at(long unixSeconds) {
    return Instant.ofEpochSecond(unixSeconds);
  }

  @Override
  public String method() {
    return "PUT";
  }

  @Override
  public HttpEntity body(SegmentPut put, Spool spool) {
    return SegmentBody.of(put, spool);
  }

  /** Also for a part of the parts: {@code null} stands for what is missing yet. */
  @Override
  public ProcoreCall complete(Attachment file, Company company, long projectId) {
    return ProcoreCall.patch(
        uploads(company, projectId) + "/" + file.uploadUuid(),
        new UnifiedUploadCompletion(
            file.segments().stream().map(part -> part.etag().orElse(null)).toList()));
  }

  @Override
  public UploadState state(JsonNode answer) {
    return switch (String.valueOf(data(answer).status())) {
      case "available" -> UploadState.AVAILABLE;
      case "complete", "receiving" -> UploadState.COMPLETE;
      default -> UploadState.UNFINISHED;
    };
  }

  private static Data data(JsonNode json) {
    Data data = Answers.read(json, UnifiedUploadAnswer.class).data();
    if (data == null) {
      throw new Passing("Procore's answer to the upload holds no data");
    }
    return data;
  }

  /** Below the company. */
  private static String uploads(Company company, long projectId) {
    return "/rest/v2.1/companies/" + company.id() + "/projects/" + projectId + "/uploads";
  }
}
