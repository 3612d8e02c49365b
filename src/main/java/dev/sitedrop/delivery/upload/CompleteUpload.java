package dev.sitedrop.delivery.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.delivery.upload.UploadSteps.UploadState;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.UploadLedger;
import dev.sitedrop.procore.ApiAnswer;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.Expired;
import dev.sitedrop.procore.ProcoreFailure.NotYet;
import dev.sitedrop.procore.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Tells Procore that every segment is stored, and waits until it has made the file available. */
@Component
public class CompleteUpload {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** Far more than a virus scan of a large file takes. */
  private static final Duration LONGEST_PROCESSING = Duration.ofHours(2);

  private final UploadLedger ledger;
  private final UploadProtocols protocols;
  private final Verdict verdict;
  private final Clock clock;

  CompleteUpload(UploadLedger ledger, UploadProtocols protocols, Verdict verdict, Clock clock) {
    this.verdict = verdict;
    this.ledger = ledger;
    this.protocols = protocols;
    this.clock = clock;
  }

  /** The call that completes the upload: the ETags in the order of creation. */
  public ProcoreCall request(
      @Body Attachment file,
      @Variable("delivery") Delivery delivery,
      @Variable("company") Company company) {
    return protocols.of(file).complete(file, company, delivery.projectId());
  }

  /**
   * Writes down that Procore has agreed. Whether the file can be associated already, an answer need
   * not say.
   */
  public void record(@Body JsonNode answer, @Variable("attachment") Attachment file) {
    boolean complete = protocols.of(file).state(answer) == UploadState.COMPLETE;
    ledger.uploadCompleted(file, clock.instant(), complete);
  }

  /** Writes down that Procore had agreed before, if it had. */
  public void recordIfDone(@Body JsonNode answer, @Variable("attachment") Attachment file) {
    if (protocols.of(file).state(answer) == UploadState.COMPLETE) {
      ledger.uploadCompleted(file, clock.instant(), true);
    }
  }

  /** The call that shows how far Procore has come. */
  public ProcoreCall look(
      @Body Attachment file,
      @Variable("delivery") Delivery delivery,
      @Variable("company") Company company) {
    return protocols.of(file).show(file, company, delivery.projectId());
  }

  /**
   * Writes down that the file can be associated. Procore has agreed to complete it before, so an
   * answer without a status is enough.
   *
   * @throws NotYet if it cannot be associated yet; the longer it takes, the longer until the next
   *     look
   * @throws Expired if nothing can be expected of the upload any more
   */
  public void recordLook(@Body ApiAnswer answer, @Variable("attachment") Attachment file)
      throws JsonProcessingException {
    if (answer.status() == 404) {
      ledger.uploaded(file); // Procore has agreed; it need not show it
      return;
    }
    UploadState state = protocols.of(file).state(JSON.readTree(verdict.ofApi(answer)));
    if (state == UploadState.COMPLETE || state == UploadState.UNTOLD) {
      ledger.uploaded(file);
      return;
    }
    Instant now = clock.instant();
    Duration sofar = Duration.between(file.completedAt(), now);
    if (state == UploadState.FAILED || sofar.compareTo(LONGEST_PROCESSING) > 0) {
      throw new Expired("Procore could not process the upload");
    }
    Duration wait = sofar.compareTo(FIRST_LOOK) < 0 ? FIRST_LOOK : sofar;
    throw new NotYet(
        "Procore is still busy with the upload",
        now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
  }
}
