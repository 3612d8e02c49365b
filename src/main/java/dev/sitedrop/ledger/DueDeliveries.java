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
  private final Scheduler scheduler;
  private final LedgerSettings settings;
  private final FairOrder order;
  private final JdbcClient jdbc;
  private final boolean isShared;

  DueDeliveries(
      Scheduler scheduler,
      LedgerSettings settings,
      FairOrder order,
      JdbcClient jdbc,
      Environment environment) {
    this.scheduler = scheduler;
    this.settings = settings;
    this.order = order;
    this.jdbc = jdbc;
    this.isShared = OnPostgres.holds(environment);
  }

  /** Due from now on, unless it is scheduled already; part of the caller's transaction. */
  void add(UUID deliveryId, Target target, long projectId) {
    var task =
        DeliveryTask.DELIVERY
            .instance(deliveryId.toString())
            .priority(settings.priority(target))
            .build();
    Instant now = Instant.now();
    if (isShared) {
      nextTurn(settings.priority(target)).ifPresent(order::nextTurnIs);
    }
    if (!scheduler.scheduleIfNotExists(task, order.place(projectId, now))) {
      scheduler
          .getScheduledExecution(task)
          .filter(execution -> !execution.isPicked() && execution.getExecutionTime().isAfter(now))
          .ifPresent(waiting -> hasten(task, now));
    }
  }

  /** Whoever picks it at this moment looks for new arrivals before it lets the delivery go. */
  private void hasten(TaskInstance<Void> task, Instant now) {
    try {
      scheduler.reschedule(task, now);
    } catch (TaskInstanceCurrentlyExecutingException underWay) {
      // what was wanted
    }
  }

  /** Read from the index alone: it is in this order. */
  private Optional<Instant> nextTurn(int priority) {
    return jdbc.sql(
            "select execution_time from scheduled_tasks where priority = ?"
                + " order by execution_time limit 1")
        .param(priority)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** Does not wait for the next poll of the schedule; call it when the transaction is over. */
  void checkNow() {
    scheduler.triggerCheckForDueExecutions();
  }
}
