package dev.sitedrop.delivery.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.UploadLedger;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Asks Procore for an upload: an uuid, and a URL for each segment. */
@Component
public class CreateUpload {
  private final UploadLedger ledger;
  private final UploadProtocols protocols;
  private final Clock clock;

  CreateUpload(UploadLedger ledger, UploadProtocols protocols, Clock clock) {
    this.ledger = ledger;
    this.protocols = protocols;
    this.clock = clock;
  }

  /**
   * Forgets an upload that is too old to go on with. What it has cost is lost, but a call that is
   * known to be refused is not made.
   */
  public void forgetIfExpired(@Body Attachment file) {
    if (!file.hasUpload()) {
      return;
    }
    Instant now = clock.instant();
    boolean urlsTooOld = !file.segmentsToStore().isEmpty() && now.isAfter(file.urlsHoldUntil());
    if (urlsTooOld || now.isAfter(file.uploadHoldsUntil())) {
      ledger.uploadLost(file);
    }
  }

  /** The call that creates the upload of this file. */
  public ProcoreCall request(
      @Body Attachment file,
      @Variable("delivery") Delivery delivery,
      @Variable("company") Company company) {
    return protocols.of(file).create(file, company, delivery.projectId());
  }

  /** Writes down what Procore answered. */
  public void record(
      @Body JsonNode answer,
      @Variable("attachment") Attachment file,
      @Variable("company") Company company) {
    CreatedUpload created = protocols.of(file).created(answer, file, company, clock.instant());
    ledger.uploadCreated(
        file, created.uuid(), created.urlsHoldUntil(), created.holdsUntil(), created.places());
  }
}
