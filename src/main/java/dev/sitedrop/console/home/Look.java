package dev.sitedrop.console.home;

import dev.sitedrop.console.page.Wording;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.Tallies;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.procore.Companies;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks how all stands. However many ask, the ledger is asked once in two seconds. */
@Component
class Look {
  static final Duration HOLDS = Duration.ofSeconds(2);
  private static final int ARRIVING = 6;
  private static final int REFUSED = 6;

  private final Tallies tallies;
  private final DeliveryList deliveries;
  private final Companies companies;
  private final Sources sources;
  private final Wording wording;
  private Snapshot last;
  private long takenAt;

  Look(
      Tallies tallies,
      DeliveryList deliveries,
      Companies companies,
      Sources sources,
      Wording wording) {
    this.tallies = tallies;
    this.deliveries = deliveries;
    this.companies = companies;
    this.sources = sources;
    this.wording = wording;
  }

  synchronized Snapshot now() {
    if (last == null || System.nanoTime() - takenAt > HOLDS.toNanos()) {
      last = take();
      takenAt = System.nanoTime();
    }
    return last;
  }

  private Snapshot take() {
    Tally tally = tallies.tally(wording.midnight());
    return new Snapshot(
        tally,
        deliveries.find(DeliveryFilter.in(DeliveryState.UNDER_WAY), null, ARRIVING).deliveries(),
        tally.refusedSince() == 0
            ? List.of()
            : tallies.refusals((int) Math.min(REFUSED, tally.refusedSince())),
        tallies.throughput(Duration.ofHours(1)),
        companies.all().stream().map(Budget::of).toList(),
        sources.all());
  }
}
