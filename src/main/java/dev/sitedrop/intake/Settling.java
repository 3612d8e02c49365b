package dev.sitedrop.intake;

import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.ledger.Delivery;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Shows the sender of each arrival what became of it. */
@Component
public class Settling {
  private final ArrivalLedger arrivals;
  private final Map<String, Settlement> settlements;
  private final Clock clock;

  Settling(ArrivalLedger arrivals, Map<String, Settlement> settlements, Clock clock) {
    this.arrivals = arrivals;
    this.settlements = settlements;
    this.clock = clock;
  }

  /**
   * @param delivery that is delivered or has failed
   * @throws IOException if one of the senders cannot be shown it now; the others have been
   */
  public void settle(@Body Delivery delivery) throws IOException {
    IOException failure = null;
    for (Arrival arrival : arrivals.unsettledOf(delivery.id())) {
      try {
        Settlement settlement = settlements.get(arrival.settlement());
        if (delivery.isDelivered()) {
          settlement.deliver(arrival, delivery);
        } else {
          settlement.fail(arrival, delivery);
        }
        arrivals.settled(arrival, clock.instant());
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
