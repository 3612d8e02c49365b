package dev.sitedrop.intake.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.Destinations;
import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Hands what was uploaded to the intake, as every source does. */
@Component
class Door {
  private static final Set<String> OWN_FIELDS = Set.of("project", "target", "company");

  private final ProducerTemplate template;
  private final Destinations destinations;
  private final TypedFields typedFields;
  private final WebSettlement settlement;
  private final ArrivalLedger arrivals;
  private final DeliveryLedger deliveries;

  Door(
      ProducerTemplate template,
      Destinations destinations,
      FieldRules fieldRules,
      WebSettlement settlement,
      ArrivalLedger arrivals,
      DeliveryLedger deliveries) {
    this.template = template;
    this.destinations = destinations;
    this.typedFields = new TypedFields(fieldRules);
    this.settlement = settlement;
    this.arrivals = arrivals;
    this.deliveries = deliveries;
  }

  /**
   * Returns when the ledger has it, so that a power cut does not undo it.
   *
   * @param source what it is called in receipts and rules
   * @param who the user; empty where nobody has to log in
   * @throws NotTaken if it can never be taken in as it is
   * @throws IOException if it cannot be taken in now
   */
  Taken take(Form form, String source, String who) throws IOException {
    WebOrigin origin = new WebOrigin(UUID.randomUUID().toString(), who);
    IncomingDrop drop = drop(form, source, origin);
    WebSettlement.Answer answer = settlement.waitFor(origin);
    try {
      Exchange exchange = template.send("direct:intake", one -> one.getMessage().setBody(drop));
      if (exchange.getException() != null) {
        throw new IOException(exchange.getException());
      }
    } finally {
      settlement.waitNoMore(origin);
    }
    if (answer.arrival() == null) {
      throw new NotTaken(422, answer.refusal());
    }
    return taken(answer.arrival(), form.leftOut());
  }

  private Taken taken(Arrival arrival, List<String> leftOut) {
    Delivery delivery = arrivals.deliveryOf(arrival.id()).flatMap(deliveries::find).orElseThrow();
    return new Taken(
        delivery.id(),
        arrival.duplicate(),
        arrival.unsent(),
        delivery.projectId(),
        delivery.target().folder(),
        arrival.rule(),
        leftOut);
  }

  IncomingDrop drop(Form form, String source, WebOrigin origin) {
    form.refuseTwice(OWN_FIELDS);
    Target target = target(form.said("target"));
    List<IncomingFile> sidecars = new ArrayList<>(form.sidecars());
    ObjectNode fields = fields(form, target);
    if (!fields.isEmpty()) {
      sidecars.add(asFile(fields));
    }
    if (form.files().isEmpty() && !(target == Target.ACCIDENT_LOG && fields.has("comments"))) {
      throw new NotTaken(
          422,
          "There is no file in it. Choose one; only an accident log with comments needs none.");
    }
    return new IncomingDrop(
        source,
        WebSettlement.NAME,
        destination(form.said("company")),
        form.files().isEmpty() ? "accident" : form.files().get(0).name(),
        new Aim(form.said("project"), target),
        Aim.NOTHING,
        null,
        form.files(),
        sidecars,
        origin.toJson(),
        // each upload is one arrival; that the content is the same, the ledger sees for itself
        (origin.request() + UUID.randomUUID()).replace("-", ""),
        null);
  }

  private ObjectNode fields(Form form, Target target) {
    Map<String, List<String>> said = new LinkedHashMap<>(form.fields());
    said.keySet().removeAll(OWN_FIELDS);
    said.remove("_csrf"); // the console's pages send it with every form
    return typedFields.of(said, target);
  }

  private static IncomingFile asFile(ObjectNode fields) {
    return IncomingFile.ofFields("fields.json", fields.toString(), Instant.now());
  }

  private static Target target(String said) {
    if (said == null) {
      return null;
    }
    return Arrays.stream(Target.values())
        .filter(target -> target.folder().equals(said))
        .findFirst()
        .orElseThrow(
            () ->
                new NotTaken(
                    422, "target is '" + Shown.of(said) + "'; it may be images or accident_logs."));
  }

  private String destination(String company) {
    try {
      return destinations.of(company == null ? "" : company);
    } catch (IllegalArgumentException unknown) {
      throw new NotTaken(422, Shown.of(unknown.getMessage()) + ".");
    }
  }
}
