package dev.sitedrop.console.delivery;

import dev.sitedrop.console.page.ConsolePage;
import dev.sitedrop.console.page.Wording;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryPage;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.PageKey;
import dev.sitedrop.ledger.view.RefusalList;
import dev.sitedrop.ledger.view.RefusalPage;
import dev.sitedrop.status.Sources;
import java.util.List;
import java.util.Optional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of deliveries, newest first, and that of what was refused. */
@ConsolePage
class DeliveriesPage {
  static final int SIZE = 50;

  private final DeliveryList deliveries;
  private final RefusalList refusals;
  private final Sources sources;
  private final Wording wording;

  DeliveriesPage(DeliveryList deliveries, RefusalList refusals, Sources sources, Wording wording) {
    this.deliveries = deliveries;
    this.refusals = refusals;
    this.sources = sources;
    this.wording = wording;
  }

  @GetMapping("/deliveries")
  String list(
      @ModelAttribute("query") Query query,
      @RequestParam(defaultValue = "") String before,
      Model page) {
    PageKey from = PageKey.parse(before).orElse(null);
    page.addAttribute("newest", from == null ? null : query.link(null));
    page.addAttribute("mostRetried", RetryAll.MOST);
    page.addAttribute("states", DeliveryState.values());
    page.addAttribute("targets", Target.values());
    page.addAttribute("sources", sources.names());
    page.addAttribute("found", List.of());
    page.addAttribute("refusals", List.of());
    if (query.isOfRefused()) {
      fillRefusals(query, from, page);
    } else {
      fillDeliveries(query, from, page);
    }
    return "console/deliveries";
  }

  private void fillDeliveries(Query query, PageKey from, Model page) {
    DeliveryFilter filter = query.filter(wording.zone());
    DeliveryPage found = deliveries.find(filter, from, SIZE);
    page.addAttribute("found", found.deliveries());
    page.addAttribute("older", found.older().map(query::link).orElse(null));
    page.addAttribute("lookedAt", lookedAt(found.older(), found.deliveries().size(), from));
    page.addAttribute(
        "failed",
        filter.state() == DeliveryState.FAILED && !found.deliveries().isEmpty()
            ? deliveries.count(filter)
            : 0L);
    page.addAttribute(
        "refused",
        from == null && !query.isEmpty() && filter.mayMeanRefusals()
            ? query.refusals(wording.zone()).map(refusals::count).orElse(0L)
            : 0L);
    page.addAttribute("ofRefused", query.ofRefused().link(null));
  }

  /** They belong to no project, and become nothing: who asks for those asks for none of them. */
  private void fillRefusals(Query query, PageKey from, Model page) {
    RefusalPage found =
        query
            .refusals(wording.zone())
            .map(filter -> refusals.find(filter, from, SIZE))
            .orElse(new RefusalPage(List.of(), Optional.empty()));
    page.addAttribute("refusals", found.refusals());
    page.addAttribute("older", found.older().map(query::link).orElse(null));
    page.addAttribute("lookedAt", lookedAt(found.older(), found.refusals().size(), from));
  }

  /** What is said of a page that is not full, though there are older ones; else null. */
  private String lookedAt(Optional<PageKey> older, int found, PageKey from) {
    if (older.isEmpty() || found == SIZE) {
      return null;
    }
    return "Only the %s %s of these were looked at. There are older ones."
        .formatted(from == null ? "newest" : "next", wording.number(DeliveryList.LOOKED_AT));
  }
}
