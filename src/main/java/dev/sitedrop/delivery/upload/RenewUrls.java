package dev.sitedrop.delivery.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.UploadLedger;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import java.time.Clock;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Gets fresh URLs for the parts of an upload that are not stored yet; the others are kept. */
@Component
public class RenewUrls {
  private final UploadLedger ledger;
  private final UnifiedUpload unified;
  private final Clock clock;

  RenewUrls(UploadLedger ledger, UnifiedUpload unified, Clock clock) {
    this.ledger = ledger;
    this.unified = unified;
    this.clock = clock;
  }

  /** Whether the upload lives, but the URLs of what is missing are past their time. */
  public boolean isNeeded(@Body Attachment file) {
    return file.protocol() == UploadProtocol.UNIFIED
        && file.hasUpload()
        && !file.segmentsToStore().isEmpty()
        && clock.instant().isAfter(file.urlsHoldUntil());
  }

  /** Whether Procore is to be told first which parts it has already. */
  public boolean hasProgress(@Body Attachment file) {
    return file.segmentsToStore().size() < file.segments().size();
  }

  /** The call that tells Procore which parts are stored. */
  public ProcoreCall tellProgress(
      @Variable("attachment") Attachment file,
      @Variable("delivery") Delivery delivery,
      @Variable("company") Company company) {
    return unified.complete(file, company, delivery.projectId());
  }

  /** The call that hands out fresh URLs. */
  public ProcoreCall request(
      @Variable("attachment") Attachment file,
      @Variable("delivery") Delivery delivery,
      @Variable("company") Company company) {
    return unified.show(file, company, delivery.projectId());
  }

  /** Writes down the fresh URLs. */
  public void record(
      @Body JsonNode answer,
      @Variable("attachment") Attachment file,
      @Variable("company") Company company) {
    UnifiedUpload.Renewal renewal = unified.renewed(answer, file, company, clock.instant());
    ledger.urlsRenewed(file, renewal.urlsHoldUntil(), renewal.places());
  }
}
