package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.env.Environment;
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
  private final boolean isShared;

  DueDeliveries(
      LaneSchedulers schedulers,
      Lanes lanes,
      LedgerSettings settings,
      FairOrders orders,
      JdbcClient jdbc,
      Environment environment) {
    this.schedulers = schedulers;
    this.lanes = lanes;
    this.jdbc = jdbc;
    this.settings = settings;
    this.orders = orders;
    this.isShared = OnPostgres.holds(environment);
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
    FairOrder order = orders.of(lane);
    if (isShared) {
      nextTurn(lane, settings.priority(target)).ifPresent(order::nextTurnIs);
    }
    if (scheduler.scheduleIfNotExists(task, order.place(projectId, now))) {
      setLane(lane, deliveryId);
    } else {
      scheduler
          .getScheduledExecution(task)
          .filter(execution -> !execution.isPicked() && execution.getExecutionTime().isAfter(now))
          .ifPresent(waiting -> hasten(scheduler, task, now));
    }
  }

  /** Whoever picks it at this moment looks for new arrivals before it lets the delivery go. */
  private static void hasten(Scheduler scheduler, TaskInstance<Void> task, Instant now) {
    try {
      scheduler.reschedule(task, now);
    } catch (TaskInstanceCurrentlyExecutingException underWay) {
      // what was wanted
    }
  }

  /** Read from the index alone: it is in this order. */
  private Optional<Instant> nextTurn(String lane, int priority) {
    return jdbc.sql(
            "select execution_time from scheduled_tasks where lane = ? and priority = ?"
                + " order by execution_time limit 1")
        .params(lane, priority)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
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
