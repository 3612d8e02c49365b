package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryAttempt;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.Lease;
import dev.sitedrop.ledger.LeaseLost;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Sends a due delivery into the route {@code deliver}. */
@Component
class DeliverRoute implements DeliveryAttempt {
  /** While the routes are starting or stopping, a delivery stays due. */
  private static final Duration WITHOUT_ROUTES = Duration.ofSeconds(1);

  private final CamelContext camel;
  private final ProducerTemplate template;
  private final DeliveryLedger ledger;
  private final StoragePuts storagePuts;

  DeliverRoute(
      CamelContext camel,
      ProducerTemplate template,
      DeliveryLedger ledger,
      StoragePuts storagePuts) {
    this.storagePuts = storagePuts;
    this.camel = camel;
    this.template = template;
    this.ledger = ledger;
  }

  @Override
  public Result attempt(Lease lease) {
    if (!camel.isStarted()) {
      return new Result(Optional.of(Instant.now().plus(WITHOUT_ROUTES)), List.of());
    }
    Delivery delivery = ledger.find(lease);
    return storagePuts.at(delivery.destination(), () -> deliver(delivery));
  }

  private Result deliver(Delivery delivery) {
    Exchange done =
        template.request("direct:deliver", exchange -> exchange.getMessage().setBody(delivery));
    if (done.getException() instanceof LeaseLost takenOver) {
      throw takenOver;
    }
    if (done.getException() != null) {
      throw new IllegalStateException(
          "the route 'deliver' has not handled a failure", done.getException());
    }
    if (done.getMessage().getBody() instanceof RetryAt retry) {
      return new Result(Optional.of(retry.time()), List.of(), delivery);
    }
    List<Arrival> settled = Arrays.stream(done.getMessage().getBody(Arrival[].class)).toList();
    return new Result(Optional.empty(), settled, delivery);
  }
}
