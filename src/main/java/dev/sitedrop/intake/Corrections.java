package dev.sitedrop.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.CannotSteer;
import dev.sitedrop.ledger.Correction;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.DeliverySteering;
import dev.sitedrop.ledger.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What people change of deliveries that were set aside, by the same rules as what comes in. */
@Component
public class Corrections {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DeliveryLedger deliveries;
  private final DeliverySteering steering;
  private final FieldRules rules;
  private final Fields completing;
  private final TargetRule targetRule;

  Corrections(
      DeliveryLedger deliveries,
      DeliverySteering steering,
      FieldRules rules,
      Fields completing,
      TargetRule targetRule) {
    this.deliveries = deliveries;
    this.steering = steering;
    this.rules = rules;
    this.completing = completing;
    this.targetRule = targetRule;
  }

  /**
   * Changes a delivery and tries it again.
   *
   * @param projectId Procore's project id
   * @param fields Procore's fields of the resource, all that shall be sent
   * @param who the name of the user
   * @throws RefusedDrop if a field is not one of the target's, or its value is not allowed; the
   *     message names it
   * @throws CannotSteer if the delivery cannot be changed as it stands
   */
  public void correct(UUID id, long projectId, Target target, ObjectNode fields, String who) {
    Delivery delivery =
        deliveries
            .find(id)
            .orElseThrow(() -> new CannotSteer("There is no such delivery any more."));
    List<Attachment> files = delivery.attachments();
    if (projectId < 1) {
      throw new RefusedDrop("Enter the project's number, as shown in Procore's address bar.");
    }
    if (target == Target.IMAGE && files.size() != 1) {
      throw new RefusedDrop(
          "An image has one file, and this has "
              + files.size()
              + ". It can be an accident log only.");
    }
    files.forEach(file -> targetRule.of(target, Shown.of(file.name()), file.contentType()));
    rules.check(fields, target, "The fields");
    completing.complete(fields, target, delivery.openedAt(), "The fields");
    steering.correct(
        id,
        new Correction(
            projectId,
            target,
            target == delivery.target() ? null : contentKey(files, target),
            fields.toString(),
            told(delivery, projectId, target, fields)),
        who);
  }

  /** As if the files had come without a word: what comes once more is recognised by it. */
  private static String contentKey(List<Attachment> files, Target target) {
    return ContentKey.ofHashes(
        files.stream().map(Attachment::sha256).toList(),
        target,
        JsonNodeFactory.instance.objectNode());
  }

  private static String told(Delivery before, long projectId, Target target, ObjectNode fields) {
    List<String> changes = new ArrayList<>();
    if (before.projectId() != projectId) {
      changes.add("project " + before.projectId() + " to " + projectId);
    }
    if (before.target() != target) {
      changes.add(before.target().label() + " to " + target.label());
    }
    JsonNode was = json(before.fields());
    TreeSet<String> names = new TreeSet<>();
    was.fieldNames().forEachRemaining(names::add);
    fields.fieldNames().forEachRemaining(names::add);
    names.stream()
        .filter(name -> !was.path(name).equals(fields.path(name)))
        .forEach(
            name ->
                changes.add(
                    name + " " + shown(was.path(name)) + " to " + shown(fields.path(name))));
    return Shown.of(String.join(", ", changes));
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "(none)" : value.isTextual() ? value.asText() : value.toString();
  }

  private static JsonNode json(String fields) {
    try {
      return JSON.readTree(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds fields that are no JSON object", e);
    }
  }
}
