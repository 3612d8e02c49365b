package dev.sitedrop.console.delivery;

import dev.sitedrop.console.page.ConsolePage;
import dev.sitedrop.console.page.Wording;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryPage;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.PageKey;
import dev.sitedrop.status.Sources;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of deliveries, newest first. */
@ConsolePage
class DeliveriesPage {
  static final int SIZE = 50;

  private final DeliveryList deliveries;
  private final Sources sources;
  private final Wording wording;

  DeliveriesPage(DeliveryList deliveries, Sources sources, Wording wording) {
    this.deliveries = deliveries;
    this.sources = sources;
    this.wording = wording;
  }

  @GetMapping("/deliveries")
  String list(
      @ModelAttribute("query") Query query,
      @RequestParam(defaultValue = "") String before,
      Model page) {
    PageKey from = PageKey.parse(before).orElse(null);
    DeliveryPage found = deliveries.find(query.filter(wording.zone()), from, SIZE);
    page.addAttribute("found", found.deliveries());
    page.addAttribute("older", found.older().map(query::link).orElse(null));
    page.addAttribute("lookedAt", lookedAt(found, from));
    page.addAttribute("newest", from == null ? null : query.link(null));
    page.addAttribute("states", DeliveryState.values());
    page.addAttribute("targets", Target.values());
    page.addAttribute("sources", sources.names());
    return "console/deliveries";
  }

  /** What is said of a page that is not full, though there are older ones; else null. */
  private String lookedAt(DeliveryPage found, PageKey from) {
    if (found.older().isEmpty() || found.deliveries().size() == SIZE) {
      return null;
    }
    return "Only the %s %s of these deliveries were looked at. There are older ones."
        .formatted(from == null ? "newest" : "next", wording.number(DeliveryList.LOOKED_AT));
  }
}
