package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.OtherDeliveries;
import dev.sitedrop.procore.ProcoreFailure.NotYet;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds out whether an association was carried out whose answer is not known. A POST is not
 * repeatable: to send it again without asking could make a second resource.
 */
@Component
public class FindAssociated {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final DeliveryLedger ledger;
  private final OtherDeliveries others;
  private final Clock clock;
  private final DeliveryLabel label;

  FindAssociated(DeliveryLedger ledger, OtherDeliveries others, Clock clock, DeliveryLabel label) {
    this.label = label;
    this.ledger = ledger;
    this.others = others;
    this.clock = clock;
  }

  /** A new search for what this delivery may have made. */
  public AssociationSearch search(@Body Delivery delivery) {
    return new AssociationSearch(delivery, clock.instant());
  }

  /** Reads one page of the list that Procore answered. */
  public void read(@Variable("search") AssociationSearch search, @Body JsonNode page) {
    search.read(page);
  }

  /**
   * Writes down what the search has shown: the delivery is done, or its association may be sent
   * again.
   *
   * @throws NotYet if it was not found, but the call may still be on its way
   * @throws Refused if it cannot be told; both facts are in the message
   */
  public void decide(
      @Variable("search") AssociationSearch search, @Variable("delivery") Delivery delivery) {
    List<JsonNode> alike =
        search.alike().stream().filter(resource -> mayBeItsOwn(resource, delivery)).toList();
    List<JsonNode> same = alike.stream().filter(search::isAllTheSame).toList();
    if (search.certain() != null) {
      found(search.certain(), delivery);
    } else if (alike.isEmpty()) {
      absent(delivery);
    } else if (same.size() == 1 && !others.hasUncertainTwin(delivery)) {
      found(same.get(0), delivery);
    } else {
      undecidable(alike, delivery);
    }
  }

  /** What bears an upload of another delivery, or is known to be another's, is not this one's. */
  private boolean mayBeItsOwn(JsonNode resource, Delivery delivery) {
    return !others.isKnownResource(delivery, resource.path("id").asLong())
        && !others.nameUploadOfAnother(delivery, AssociationSearch.wordsOfUrls(resource));
  }

  private void found(JsonNode resource, Delivery delivery) {
    String url = resource.path("url").asText(resource.at("/attachments/0/url").asText(null));
    ledger.associated(delivery, resource.path("id").asLong(), url, clock.instant());
    LOG.warn(
        "Found {} in Procore: the answer to an earlier attempt had been lost", label.of(delivery));
  }

  private void absent(Delivery delivery) {
    if (clock.instant().isBefore(delivery.absenceCountsFrom())) {
      throw new NotYet(
          "Procore does not show it yet, and may still be busy with it",
          delivery.absenceCountsFrom());
    }
    ledger.notAssociated(delivery);
  }

  private void undecidable(List<JsonNode> alike, Delivery delivery) {
    Instant sentAt = delivery.intendedAt();
    ledger.notAssociated(delivery); // whoever puts the file back has looked
    throw new Refused(
        Delivery.UNDECIDED
            + ": it was sent at "
            + sentAt
            + ", the answer was lost, and Procore shows "
            + alike.size()
            + " that may be it (ids "
            + String.join(", ", alike.stream().map(one -> one.path("id").asText()).toList())
            + "). Look there first. Only if none of them is it, put the file back to send it again");
  }
}
