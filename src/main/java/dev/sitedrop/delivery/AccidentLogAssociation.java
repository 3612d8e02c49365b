package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.procore.AccidentLogAnswer;
import dev.sitedrop.procore.AccidentLogAnswer.AttachmentAnswer;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.UnknownOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Makes a new accident log, with the uploaded files as its attachments, if there are any. */
@Component
public class AccidentLogAssociation {
  private final DeliveryLedger ledger;
  private final AssociationIntent intent;
  private final Clock clock;

  AccidentLogAssociation(DeliveryLedger ledger, AssociationIntent intent, Clock clock) {
    this.ledger = ledger;
    this.intent = intent;
    this.clock = clock;
  }

  /** Writes down the intent, and gives the call that creates the accident log. */
  public ProcoreCall request(@Body Delivery delivery) {
    ObjectNode log = ResourceFields.of(delivery);
    if (!delivery.attachments().isEmpty()) {
      ArrayNode uploads = log.putArray("upload_ids");
      delivery.attachments().forEach(attachment -> uploads.add(attachment.uploadUuid()));
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("accident_log", log);
    return ProcoreCall.post(
            "/rest/v1.0/projects/" + delivery.projectId() + "/accident_logs", Map.of(), body)
        .onlyWhile(intent.writeDown(delivery));
  }

  /**
   * Checks that Procore's log bears every file that was sent, and writes it down.
   *
   * @throws UnknownOutcome if the answer does not show it
   */
  public void confirm(@Body AccidentLogAnswer answer, @Variable("delivery") Delivery delivery) {
    if (answer == null || answer.id() == null || !bearsAll(answer, delivery)) {
      throw new UnknownOutcome(
          delivery.attachments().isEmpty()
              ? "Procore's answer shows no accident log"
              : "Procore's answer shows "
                  + (answer == null ? 0 : answer.attachments().size())
                  + " of the "
                  + delivery.attachments().size()
                  + " files that were sent with the accident log");
    }
    String url = answer.attachments().stream().findFirst().map(AttachmentAnswer::url).orElse(null);
    ledger.associated(delivery, answer.id(), url, clock.instant());
  }

  /** Whether each file of the delivery is one of the log's attachments. */
  static boolean bearsAll(AccidentLogAnswer log, Delivery delivery) {
    List<AttachmentAnswer> shown = new ArrayList<>(log.attachments());
    for (Attachment sent : delivery.attachments()) {
      AttachmentAnswer match =
          shown.stream()
              .filter(one -> SameFile.is(sent, one.filename(), one.name(), one.url()))
              .findFirst()
              .orElse(null);
      if (match == null) {
        return false;
      }
      shown.remove(match);
    }
    return true;
  }
}
