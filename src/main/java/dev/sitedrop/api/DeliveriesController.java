package dev.sitedrop.api;

import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryHistory;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryPage;
import dev.sitedrop.ledger.view.DeliverySummary;
import dev.sitedrop.ledger.view.PageKey;
import dev.sitedrop.ledger.view.RefusalFilter;
import dev.sitedrop.ledger.view.RefusalList;
import dev.sitedrop.ledger.view.Tallies;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/deliveries} with a filter and a page, and {@code GET /api/deliveries/{id}}. A day
 * in {@code from} or {@code until} means the whole day at the site; a time means before it in
 * {@code until}.
 */
@RestController
class DeliveriesController {
  private final DeliveryList list;
  private final DeliveryLedger ledger;
  private final DeliveryHistory history;
  private final RefusalList refusals;
  private final FilterReader filters;
  private final Tallies tallies;

  DeliveriesController(
      DeliveryList list,
      DeliveryLedger ledger,
      DeliveryHistory history,
      RefusalList refusals,
      FilterReader filters,
      Tallies tallies) {
    this.tallies = tallies;
    this.list = list;
    this.refusals = refusals;
    this.ledger = ledger;
    this.history = history;
    this.filters = filters;
  }

  @GetMapping("/api/deliveries")
  PageJson list(@RequestParam Map<String, String> said) {
    DeliveryFilter filter = filters.filter(said);
    PageKey before = filters.before(said);
    DeliveryPage page = list.find(filter, before, filters.size(said));
    return new PageJson(
        page.deliveries().stream().map(DeliveryJson::of).toList(),
        page.older().map(PageKey::toString).orElse(null),
        before == null && filter.mayMeanRefusals()
            ? refusals.count(RefusalFilter.of(filter))
            : null);
  }

  @GetMapping("/api/deliveries/{id}")
  DeliveryDetailJson show(@PathVariable String id) {
    UUID uuid = DeliveryId.of(id);
    DeliverySummary summary = list.find(uuid).orElseThrow(() -> DeliveryId.unknown(id));
    Delivery delivery = ledger.find(uuid).orElseThrow(() -> DeliveryId.unknown(id));
    OptionalLong ahead = tallies.ahead(uuid);
    return new DeliveryDetailJson(
        DeliveryJson.of(summary),
        ahead.isPresent() ? ahead.getAsLong() : null,
        delivery.fields(),
        DeliveryDetailJson.contents(delivery),
        history.arrivals(uuid),
        history.attempts(uuid),
        history.interventions(uuid));
  }
}
