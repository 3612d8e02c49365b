package dev.sitedrop.delivery;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What is left to do when Procore has confirmed. */
@Component
public class Finish {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Spool spool;
  private final DeliveryLabel label;
  private final ApplicationEventPublisher events;

  Finish(Spool spool, DeliveryLabel label, ApplicationEventPublisher events) {
    this.events = events;
    this.label = label;
    this.spool = spool;
  }

  /** One line for a person; where the log is JSON, its facts as fields as well. */
  public void report(@Body Delivery delivery) {
    double seconds = Duration.between(delivery.openedAt(), delivery.finishedAt()).toMillis() / 1e3;
    LOG.atInfo()
        .addKeyValue("project", delivery.projectId())
        .addKeyValue("target", delivery.target().name().toLowerCase(Locale.ROOT))
        .addKeyValue("resource", delivery.resourceId())
        .addKeyValue("bytes", delivery.attachments().stream().mapToLong(Attachment::size).sum())
        .addKeyValue("seconds", seconds)
        .log(
            "Delivered {} as {} {} in {} s",
            label.of(delivery),
            delivery.target().label(),
            delivery.resourceId(),
            String.format(Locale.ROOT, "%.1f", seconds));
    events.publishEvent(new DeliveryEnded(delivery));
  }

  /**
   * The bytes are not needed any more when Procore has them. Of what was set aside they stay for a
   * while, so that a person can try it again, even after it was discarded.
   */
  public void releaseBytes(@Variable("delivery") Delivery delivery) {
    if (!delivery.isDelivered()) {
      return;
    }
    delivery.attachments().forEach(attachment -> spool.release(attachment.spoolKey()));
  }
}
