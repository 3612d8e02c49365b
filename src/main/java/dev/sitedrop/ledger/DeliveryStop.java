package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Stops the schedule before anything else stops, while the routes still run: what is in flight
 * finishes or stays due, and nothing new begins.
 */
@Component
class DeliveryStop {
  private final Scheduler scheduler;

  DeliveryStop(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @EventListener(ContextClosedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void stop() {
    scheduler.stop();
  }
}
