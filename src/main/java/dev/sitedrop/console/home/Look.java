package dev.sitedrop.console.home;

import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.Tallies;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.status.Standing;
import dev.sitedrop.status.Status;
import java.time.Duration;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Collects what the home page shows; once in two seconds, however many look. */
@Component
class Look {
  static final Duration HOLDS = Duration.ofSeconds(2);
  private static final int ARRIVING = 6;
  private static final int REFUSED = 6;
  private static final Duration HOUR = Duration.ofHours(1);

  private final Status status;
  private final Tallies tallies;
  private final DeliveryList deliveries;
  private final Companies companies;
  private Snapshot last;
  private long takenAt;

  Look(Status status, Tallies tallies, DeliveryList deliveries, Companies companies) {
    this.status = status;
    this.tallies = tallies;
    this.deliveries = deliveries;
    this.companies = companies;
  }

  synchronized Snapshot now() {
    if (last == null || System.nanoTime() - takenAt > HOLDS.toNanos()) {
      last = take();
      takenAt = System.nanoTime();
    }
    return last;
  }

  /** A person has done something about it: the next look is a new one. */
  synchronized void changed() {
    status.changed();
    last = null;
  }

  private Snapshot take() {
    Standing standing = status.now();
    List<Budget> budgets = companies.all().stream().map(Budget::of).toList();
    Tally tally = standing.tally();
    if (tally == null) {
      return new Snapshot(standing, List.of(), List.of(), List.of(), budgets);
    }
    try {
      long refused = Math.min(REFUSED, Math.max(tally.refusedSince(), tally.unseen()));
      return new Snapshot(
          standing,
          deliveries.find(DeliveryFilter.in(DeliveryState.UNDER_WAY), null, ARRIVING).deliveries(),
          refused == 0 ? List.of() : tallies.refusals((int) refused),
          tallies.throughput(HOUR),
          budgets);
    } catch (DataAccessException | TransactionException away) {
      return new Snapshot(standing, List.of(), List.of(), List.of(), budgets); // told soon
    }
  }
}
