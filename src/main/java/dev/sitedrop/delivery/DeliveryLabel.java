package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.procore.Companies;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What a delivery is called in a log line. */
@Component
class DeliveryLabel {
  private final Companies companies;

  DeliveryLabel(Companies companies) {
    this.companies = companies;
  }

  /**
   * Such as {@code crane.jpg (2.1 MB) for project 42}, with the company where there are several.
   */
  String of(Delivery delivery) {
    if (delivery.attachments().isEmpty()) {
      return "a report without files for project " + delivery.projectId() + company(delivery);
    }
    Attachment first = delivery.attachments().get(0);
    int more = delivery.attachments().size() - 1;
    long bytes = delivery.attachments().stream().mapToLong(Attachment::size).sum();
    return first.name()
        + (more == 0 ? "" : " and " + more + " more")
        + " ("
        + size(bytes)
        + ") for project "
        + delivery.projectId()
        + company(delivery);
  }

  private String company(Delivery delivery) {
    return companies.areSeveral()
        ? companies.at(delivery.destination()).map(one -> " of " + one.label()).orElse("")
        : "";
  }

  private static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return bytes / 1_000 + " kB";
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
