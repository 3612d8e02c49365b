package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes deliveries due. */
@Component
class DueDeliveries {
  private final LaneSchedulers schedulers;
  private final Lanes lanes;
  private final LedgerSettings settings;
  private final FairOrders orders;
  private final JdbcClient jdbc;

  DueDeliveries(
      LaneSchedulers schedulers,
      Lanes lanes,
      LedgerSettings settings,
      FairOrders orders,
      JdbcClient jdbc) {
    this.schedulers = schedulers;
    this.lanes = lanes;
    this.jdbc = jdbc;
    this.settings = settings;
    this.orders = orders;
  }

  /** Due from now on, unless it is scheduled already; part of the caller's transaction. */
  void add(UUID deliveryId, String destination, Target target, long projectId) {
    String lane = lanes.of(destination);
    Scheduler scheduler = schedulers.of(lane);
    var task =
        DeliveryTask.DELIVERY
            .instance(deliveryId.toString())
            .priority(settings.priority(target))
            .build();
    Instant now = Instant.now();
    if (scheduler.scheduleIfNotExists(task, orders.of(lane).place(projectId, now))) {
      setLane(lane, deliveryId);
    } else {
      scheduler
          .getScheduledExecution(task)
          .filter(execution -> !execution.isPicked() && execution.getExecutionTime().isAfter(now))
          .ifPresent(waiting -> scheduler.reschedule(task, now));
    }
  }

  private void setLane(String lane, UUID deliveryId) {
    if (!lane.equals(Lanes.MAIN)) {
      jdbc.sql("update scheduled_tasks set lane = ? where task_name = ? and task_instance = ?")
          .params(lane, DeliveryTask.DELIVERY.getTaskName(), deliveryId.toString())
          .update();
    }
  }

  /** Does not wait for the next poll of the schedule; call it when the transaction is over. */
  void checkNow(String destination) {
    schedulers.of(lanes.of(destination)).triggerCheckForDueExecutions();
  }
}
