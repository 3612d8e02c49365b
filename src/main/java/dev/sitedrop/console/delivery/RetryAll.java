package dev.sitedrop.console.delivery;

import dev.sitedrop.ledger.CannotSteer;
import dev.sitedrop.ledger.DeliverySteering;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryPage;
import dev.sitedrop.ledger.view.DeliverySummary;
import dev.sitedrop.ledger.view.PageKey;
import org.springframework.stereotype.Component;

/** Tries again whatever a filter finds. */
@Component
class RetryAll {
  /** At once: each is a transaction, and somebody waits for the page. */
  static final int MOST = 1000;

  private static final int PAGE = 100;

  private final DeliveryList deliveries;
  private final DeliverySteering steering;

  RetryAll(DeliveryList deliveries, DeliverySteering steering) {
    this.deliveries = deliveries;
    this.steering = steering;
  }

  /**
   * @param count how many are tried again
   * @param isAll whether no others are left
   */
  record Outcome(int count, boolean isAll) {
    String told() {
      return (count == 1 ? "One delivery is" : count + " deliveries are")
          + " retried now."
          + (isAll ? "" : " There are more: press once more.");
    }
  }

  Outcome of(DeliveryFilter filter, String who) {
    int count = 0;
    PageKey from = null;
    do {
      DeliveryPage page = deliveries.find(filter, from, PAGE);
      for (DeliverySummary one : page.deliveries()) {
        count += isRetried(one, who) ? 1 : 0;
      }
      from = page.older().orElse(null);
    } while (from != null && count < MOST);
    return new Outcome(count, from == null);
  }

  /** One that has come to its end meanwhile is passed over. */
  private boolean isRetried(DeliverySummary one, String who) {
    try {
      steering.retry(one.id(), who);
      return true;
    } catch (CannotSteer done) {
      return false;
    }
  }
}
