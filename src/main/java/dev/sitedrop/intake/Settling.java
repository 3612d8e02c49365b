package dev.sitedrop.intake;

import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.LeaseLost;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Shows the sender of each arrival what became of it. */
@Component
public class Settling {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

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
   * @return the arrivals that are settled now; whoever ends the delivery writes them down
   * @throws IOException if one of the senders cannot be shown it now; the others have been
   * @throws LeaseLost if somebody has had it tried again meanwhile: all are shown it anew
   */
  public List<Arrival> settle(@Body Delivery delivery) throws IOException {
    List<Arrival> settled = new ArrayList<>();
    IOException failure = null;
    for (Arrival arrival : arrivals.unsettledOf(delivery.id())) {
      arrivals.requireHeld(delivery);
      try {
        show(arrival, delivery);
        settled.add(arrival);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      arrivals.settled(delivery, settled, clock.instant());
      throw failure;
    }
    return settled;
  }

  private void show(Arrival arrival, Delivery delivery) throws IOException {
    Settlement settlement = settlements.get(arrival.settlement());
    if (delivery.isDelivered()) {
      settlement.deliver(arrival, delivery);
      if (arrival.duplicate()) {
        tell(arrival, delivery);
      }
    } else {
      settlement.fail(arrival, delivery);
    }
  }

  private static void tell(Arrival arrival, Delivery delivery) {
    LOG.info(
        "Known already: {} is {} {} of project {}{}",
        Shown.of(arrival.name()),
        delivery.target().label(),
        delivery.resourceId(),
        delivery.projectId(),
        arrival.unsent().isEmpty() ? "" : ". Not sent: its " + arrival.unsent());
  }
}
