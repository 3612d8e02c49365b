package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.procore.ProcoreCall;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Makes a new accident log, with the uploaded files as its attachments, if there are any. */
@Component
public class AccidentLogAssociation {
  private final AssociationIntent intent;
  private final Confirmation confirmation;

  AccidentLogAssociation(AssociationIntent intent, Confirmation confirmation) {
    this.intent = intent;
    this.confirmation = confirmation;
  }

  /** Writes down the intent, and gives the call that creates the accident log. */
  public ProcoreCall request(@Body Delivery delivery) {
    ObjectNode log = ResourceFields.of(delivery);
    if (!delivery.attachments().isEmpty()) {
      log.set("upload_ids", uploadIds(delivery));
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("accident_log", log);
    return ProcoreCall.post(path(delivery), Map.of(), body)
        .once(AssociationIntent.purpose(delivery))
        .onlyWhile(intent.writeDown(delivery));
  }

  /**
   * Writes down that the log is made.
   *
   * @throws dev.sitedrop.procore.ProcoreFailure.UnknownOutcome if the answer bears no id
   */
  public void confirm(@Body JsonNode answer, @Variable("delivery") Delivery delivery) {
    confirmation.write(answer, delivery);
  }

  static ArrayNode uploadIds(Delivery delivery) {
    ArrayNode uploads = JsonNodeFactory.instance.arrayNode();
    delivery.attachments().forEach(attachment -> uploads.add(attachment.uploadUuid()));
    return uploads;
  }

  /** Where a project's accident logs are. */
  static String path(Delivery delivery) {
    return "/rest/v1.0/projects/" + delivery.projectId() + "/accident_logs";
  }
}
