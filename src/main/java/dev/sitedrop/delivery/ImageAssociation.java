package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.procore.ImageAnswer;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.UnknownOutcome;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Makes an uploaded file an image of its project. */
@Component
public class ImageAssociation {
  private final DeliveryLedger ledger;
  private final AssociationIntent intent;
  private final Clock clock;

  ImageAssociation(DeliveryLedger ledger, AssociationIntent intent, Clock clock) {
    this.ledger = ledger;
    this.intent = intent;
    this.clock = clock;
  }

  /** Writes down the intent, and gives the call that creates the image. */
  public ProcoreCall request(@Body Delivery delivery) {
    Attachment file = delivery.attachments().get(0);
    ObjectNode upload = JsonNodeFactory.instance.objectNode();
    upload.put("uuid", file.uploadUuid());
    upload.put("image_name", file.name());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("upload", upload);
    body.set("image", ResourceFields.of(delivery));
    return ProcoreCall.post(
            "/rest/v1.0/images", Map.of("project_id", Long.toString(delivery.projectId())), body)
        .onlyWhile(intent.writeDown(delivery));
  }

  /**
   * Checks that Procore has made the image that was sent, and writes it down.
   *
   * @throws UnknownOutcome if the answer does not show it
   */
  public void confirm(@Body ImageAnswer answer, @Variable("delivery") Delivery delivery) {
    Attachment file = delivery.attachments().get(0);
    boolean shown =
        answer != null
            && answer.id() != null
            && SameFile.is(file, answer.filename(), null, answer.url());
    if (!shown) {
      throw new UnknownOutcome(
          "Procore's answer does not show the image that was sent (it names "
              + (answer == null ? "nothing" : answer.filename())
              + ")");
    }
    ledger.associated(delivery, answer.id(), answer.url(), clock.instant());
  }
}
