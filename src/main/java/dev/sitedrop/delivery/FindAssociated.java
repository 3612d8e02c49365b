package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
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
  private final Clock clock;

  FindAssociated(DeliveryLedger ledger, Clock clock) {
    this.ledger = ledger;
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
        search.alike().stream()
            .filter(resource -> !ledger.isKnownResource(delivery, resource.path("id").asLong()))
            .toList();
    String label = DeliveryLabel.of(delivery);
    if (search.certain() != null || alike.size() == 1) {
      JsonNode found = search.certain() != null ? search.certain() : alike.get(0);
      String url = found.path("url").asText(found.at("/attachments/0/url").asText(null));
      ledger.associated(delivery, found.path("id").asLong(), url, clock.instant());
      LOG.info("Found {} in Procore: the answer to an earlier attempt had been lost", label);
    } else if (clock.instant().isBefore(delivery.absenceCountsFrom())) {
      throw new NotYet(
          "Procore does not show it yet, and may still be busy with it",
          delivery.absenceCountsFrom());
    } else if (alike.isEmpty()) {
      ledger.notAssociated(delivery);
    } else {
      Instant intendedAt = delivery.intendedAt();
      ledger.notAssociated(delivery); // whoever puts the file back has looked
      throw new Refused(
          "Its association was sent at "
              + intendedAt
              + ", the answer was lost, and Procore shows "
              + alike.size()
              + " that may be it (ids "
              + String.join(", ", alike.stream().map(one -> one.path("id").asText()).toList())
              + "). Look there; if none is it, put the file back");
    }
  }
}
