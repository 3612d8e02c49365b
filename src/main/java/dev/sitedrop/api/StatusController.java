package dev.sitedrop.api;

import dev.sitedrop.api.StatusJson.CompanyJson;
import dev.sitedrop.api.StatusJson.SourceJson;
import dev.sitedrop.intake.WatchedPlace;
import dev.sitedrop.ledger.view.Tallies;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.procore.Companies;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/status}. */
@RestController
class StatusController {
  private static final int REFUSALS = 10;

  private final Tallies tallies;
  private final FilterReader filters;
  private final Companies companies;
  private final CamelContext camel;

  StatusController(Tallies tallies, FilterReader filters, Companies companies, CamelContext camel) {
    this.tallies = tallies;
    this.filters = filters;
    this.companies = companies;
    this.camel = camel;
  }

  @GetMapping("/api/status")
  StatusJson status() {
    Tally tally = tallies.tally(filters.today());
    return new StatusJson(
        tally.due(),
        tally.waiting(),
        tally.failed(),
        tally.deliveredSince(),
        tally.refusedSince(),
        tally.oldest(),
        tally.reasons(),
        tallies.refusals(REFUSALS),
        companies.all().stream()
            .map(one -> new CompanyJson(one.name(), one.destination(), one.pausedUntil()))
            .toList(),
        sources());
  }

  private List<SourceJson> sources() {
    return WatchedPlace.in(camel).stream()
        .map(place -> new SourceJson(place.source(), place.watched()))
        .toList();
  }
}
