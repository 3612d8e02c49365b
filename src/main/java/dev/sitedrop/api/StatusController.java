package dev.sitedrop.api;

import dev.sitedrop.api.StatusJson.CompanyJson;
import dev.sitedrop.api.StatusJson.LeftJson;
import dev.sitedrop.api.StatusJson.SourceJson;
import dev.sitedrop.api.StatusJson.TroubleJson;
import dev.sitedrop.ledger.view.Refusal;
import dev.sitedrop.ledger.view.Tallies;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.status.Standing;
import dev.sitedrop.status.Status;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/status}. */
@RestController
class StatusController {
  private static final int REFUSALS = 10;

  private final Status status;
  private final Tallies tallies;
  private final Companies companies;

  StatusController(Status status, Tallies tallies, Companies companies) {
    this.status = status;
    this.tallies = tallies;
    this.companies = companies;
  }

  @GetMapping("/api/status")
  StatusJson status() {
    Standing now = status.now();
    Tally tally = now.tally();
    return new StatusJson(
        now.level().name().toLowerCase(Locale.ROOT),
        now.troubles().stream().map(TroubleJson::of).toList(),
        tally == null ? null : now.underWay(),
        tally == null ? null : now.waiting(),
        tally == null ? null : tally.failed(),
        tally == null ? null : tally.deliveredSince(),
        tally == null ? null : tally.refusedSince(),
        tally == null ? null : tally.unseen(),
        tally == null ? null : tally.oldest(),
        now.reasons(),
        now.left().stream().map(LeftJson::of).toList(),
        now.projects().stream().map(LeftJson::of).toList(),
        refusals(tally),
        companies.all().stream()
            .map(one -> new CompanyJson(one.name(), one.destination(), one.pausedUntil()))
            .toList(),
        now.sources().stream().map(SourceJson::of).toList());
  }

  private List<Refusal> refusals(Tally tally) {
    return tally == null ? List.of() : tallies.refusals(REFUSALS);
  }
}
