package dev.sitedrop.delivery;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Delivery;
import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is left to do when Procore has confirmed. */
@Component
public class Finish {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Spool spool;
  private final DeliveryLabel label;

  Finish(Spool spool, DeliveryLabel label) {
    this.label = label;
    this.spool = spool;
  }

  /** One line for a person. */
  public void report(@Body Delivery delivery) {
    LOG.info(
        "Delivered {} as {} {} in {} s",
        label.of(delivery),
        delivery.target().label(),
        delivery.resourceId(),
        String.format(
            Locale.ROOT,
            "%.1f",
            Duration.between(delivery.openedAt(), delivery.finishedAt()).toMillis() / 1e3));
  }

  /**
   * The bytes are not needed any more when Procore has them, or nobody will try it again. Of what
   * has failed they stay for a while, so that a person can.
   */
  public void releaseBytes(@Variable("delivery") Delivery delivery) {
    if (!delivery.isDelivered() && !delivery.isDiscarded()) {
      return;
    }
    delivery.attachments().forEach(attachment -> spool.release(attachment.spoolKey()));
  }
}
