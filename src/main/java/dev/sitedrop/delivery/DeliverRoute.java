package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryAttempt;
import dev.sitedrop.ledger.DeliveryLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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

  DeliverRoute(CamelContext camel, ProducerTemplate template, DeliveryLedger ledger) {
    this.camel = camel;
    this.template = template;
    this.ledger = ledger;
  }

  @Override
  public Optional<Instant> attempt(UUID deliveryId) {
    if (!camel.isStarted()) {
      return Optional.of(Instant.now().plus(WITHOUT_ROUTES));
    }
    Optional<Delivery> delivery = ledger.find(deliveryId);
    if (delivery.isEmpty()) {
      return Optional.empty();
    }
    Exchange done =
        template.request(
            "direct:deliver", exchange -> exchange.getMessage().setBody(delivery.get()));
    if (done.getException() != null) {
      throw new IllegalStateException("the route 'deliver' has not handled a failure", done.getException());
    }
    return done.getMessage().getBody() instanceof RetryAt retry
        ? Optional.of(retry.time())
        : Optional.empty();
  }
}
