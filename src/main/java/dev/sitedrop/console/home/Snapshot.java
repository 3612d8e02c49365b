package dev.sitedrop.console.home;

import dev.sitedrop.ledger.view.DeliverySummary;
import dev.sitedrop.ledger.view.Refusal;
import dev.sitedrop.ledger.view.Throughput;
import dev.sitedrop.status.Standing;
import java.util.List;

/**
 * What the home page shows.
 *
 * @param arriving the newest that are not finished
 * @param refused the last ones that were refused, if there are any of today or not seen yet
 * @param lastHour what was finished in each minute
 */
record Snapshot(
    Standing standing,
    List<DeliverySummary> arriving,
    List<Refusal> refused,
    List<Throughput> lastHour,
    List<Budget> budgets) {
  Snapshot {
    arriving = List.copyOf(arriving);
    refused = List.copyOf(refused);
    lastHour = List.copyOf(lastHour);
    budgets = List.copyOf(budgets);
  }
}
