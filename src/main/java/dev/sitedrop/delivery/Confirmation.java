package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.ProcoreFailure.UnknownOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes down what Procore has made. Its id settles that it is made; what else an answer shows, and
 * under which names, can only be a remark, or a reason to look again.
 */
@Component
class Confirmation {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final int LONGEST_REMARK = 500;

  /** To tell a log of its files that shows them late could make each of them two. */
  static final int PATIENCE = 3;

  private final DeliveryLedger ledger;
  private final DeliverySettings settings;
  private final Companies companies;
  private final Clock clock;
  private final DeliveryLabel label;

  Confirmation(
      DeliveryLedger ledger,
      DeliverySettings settings,
      Companies companies,
      Clock clock,
      DeliveryLabel label) {
    this.ledger = ledger;
    this.settings = settings;
    this.companies = companies;
    this.clock = clock;
    this.label = label;
  }

  /**
   * The delivery is done; or, if an accident log does not show as many files as it was given, it is
   * made.
   *
   * @throws UnknownOutcome if the answer bears no id
   */
  void write(MadeResource resource, Delivery delivery) {
    Long id = resource.id();
    if (id == null) {
      throw new UnknownOutcome("Procore's answer bears no id of an " + delivery.target().label());
    }
    if (isWhole(resource, delivery)) {
      String url = resource.url();
      ledger.associated(
          delivery,
          id,
          url == null ? delivery.resourceUrl() : url,
          remark(resource, delivery),
          clock.instant());
      return;
    }
    Instant shownAtTheLatest = clock.instant().plus(settings.absenceAfter().multipliedBy(PATIENCE));
    ledger.made(delivery, id, address(delivery, id), shownAtTheLatest);
    LOG.info(
        "Procore has made accident log {} of {}, and does not show all of its files yet",
        id,
        label.of(delivery));
  }

  /** Whether it shows as many files as were sent: nobody else has put files into it. */
  static boolean isWhole(MadeResource resource, Delivery delivery) {
    return delivery.target() == Target.IMAGE
        || resource.files().size() >= delivery.attachments().size();
  }

  /** Of a log that shows no file, and so no URL: where the API has it. */
  private String address(Delivery delivery, long id) {
    return companies
        .at(delivery.destination())
        .map(company -> company.api() + AccidentLogAssociation.path(delivery) + "/" + id)
        .orElse(null);
  }

  private static String remark(MadeResource resource, Delivery delivery) {
    List<String> shown =
        (delivery.target() == Target.IMAGE ? List.of(resource.json()) : resource.files())
            .stream().map(MadeResource::name).filter(name -> !name.isBlank()).toList();
    List<String> others =
        delivery.attachments().stream()
            .map(Attachment::name)
            .filter(name -> !shown.contains(name))
            .toList();
    int sentFiles = delivery.attachments().size();
    if (delivery.target() != Target.IMAGE && resource.files().size() > sentFiles) {
      return "Procore shows "
          + resource.files().size()
          + " files in it, and "
          + sentFiles
          + (sentFiles == 1 ? " was sent" : " were sent");
    }
    if (shown.isEmpty() || others.isEmpty()) {
      return null;
    }
    List<String> sent = delivery.attachments().stream().map(Attachment::name).toList();
    String remark =
        "Procore shows "
            + String.join(", ", others)
            + " as "
            + String.join(", ", shown.stream().filter(name -> !sent.contains(name)).toList());
    return remark.length() <= LONGEST_REMARK ? remark : remark.substring(0, LONGEST_REMARK) + "…";
  }

  /** The same, read from JSON. */
  void write(JsonNode answer, Delivery delivery) {
    write(new MadeResource(answer), delivery);
  }
}
