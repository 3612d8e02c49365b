package dev.sitedrop.console.home;

import dev.sitedrop.ledger.view.DeliverySummary;
import dev.sitedrop.ledger.view.Refusal;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.ledger.view.Throughput;
import java.util.List;

/**
 * How all stands, as the home page shows it.
 *
 * @param arriving the newest that are under way
 * @param refused the last ones that were given back, if there are any of today
 * @param lastHour what was finished in each minute
 */
record Snapshot(
    Tally tally,
    List<DeliverySummary> arriving,
    List<Refusal> refused,
    List<Throughput> lastHour,
    List<Budget> budgets,
    List<SourceState> sources) {
  Snapshot {
    arriving = List.copyOf(arriving);
    refused = List.copyOf(refused);
    lastHour = List.copyOf(lastHour);
    budgets = List.copyOf(budgets);
    sources = List.copyOf(sources);
  }
}
