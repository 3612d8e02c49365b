package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes deliveries due. */
@Component
class DueDeliveries {
  private final Scheduler scheduler;
  private final LedgerSettings settings;
  private final FairOrder order;

  DueDeliveries(Scheduler scheduler, LedgerSettings settings, FairOrder order) {
    this.scheduler = scheduler;
    this.settings = settings;
    this.order = order;
  }

  /** Due from now on, unless it is scheduled already; part of the caller's transaction. */
  void add(UUID deliveryId, Target target, long projectId) {
    var task =
        DeliveryTask.DELIVERY
            .instance(deliveryId.toString())
            .priority(settings.priority(target))
            .build();
    Instant now = Instant.now();
    if (!scheduler.scheduleIfNotExists(task, order.place(projectId, now))) {
      scheduler
          .getScheduledExecution(task)
          .filter(execution -> !execution.isPicked() && execution.getExecutionTime().isAfter(now))
          .ifPresent(waiting -> scheduler.reschedule(task, now));
    }
  }

  /** Does not wait for the next poll of the schedule; call it when the transaction is over. */
  void checkNow() {
    scheduler.triggerCheckForDueExecutions();
  }
}
