package dev.sitedrop.delivery.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import java.time.Instant;
import org.apache.hc.core5.http.HttpEntity;

/** What differs between the ways in which the bytes of a file get to Procore. */
interface UploadSteps {
  UploadProtocol protocol();

  /** The call that creates the upload. */
  ProcoreCall create(Attachment file, Company company, long projectId);

  /**
   * Reads the answer to {@link #create}.
   *
   * @throws dev.sitedrop.procore.ProcoreFailure.Passing if it lacks what is needed
   */
  CreatedUpload created(JsonNode answer, Attachment file, Company company, Instant now);

  /** {@code PUT} or {@code POST}. */
  String method();

  /** The body of the request to the storage, streamed. */
  HttpEntity body(SegmentPut put, Spool spool);

  /** The call that tells Procore that every segment is stored. */
  ProcoreCall complete(Attachment file, Company company, long projectId);

  /** The call that shows the upload as it stands. */
  ProcoreCall show(Attachment file, Company company, long projectId);

  /** How far an upload has come, by the answer to {@link #complete} or {@link #show}. */
  UploadState state(JsonNode answer);

  /** What an answer says of an upload. */
  enum UploadState {
    /** Procore waits for bytes, or is still busy with them. */
    UNFINISHED,
    /** It may be associated. */
    COMPLETE,
    /** Procore could not process it. */
    FAILED,
    /** The answer is empty, or has no status. */
    UNTOLD
  }
}
