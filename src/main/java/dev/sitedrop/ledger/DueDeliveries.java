package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
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
  private final ObjectProvider<OwnSpool> own;
  private final boolean isShared;

  DueDeliveries(
      LaneSchedulers schedulers,
      Lanes lanes,
      LedgerSettings settings,
      FairOrders orders,
      JdbcClient jdbc,
      ObjectProvider<OwnSpool> own,
      Environment environment) {
    this.schedulers = schedulers;
    this.lanes = lanes;
    this.jdbc = jdbc;
    this.settings = settings;
    this.orders = orders;
    this.own = own;
    this.isShared = OnPostgres.holds(environment);
  }

  /**
   * Due from now on, unless it is scheduled already; part of the caller's transaction.
   *
   * @param bytesAreHere whether its bytes lie in the spool of this copy, whatever was before
   */
  void add(
      UUID deliveryId, String destination, Target target, long projectId, boolean bytesAreHere) {
    String lane = lanes.of(destination, bytesOf(deliveryId));
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
    boolean isNew = scheduler.scheduleIfNotExists(task, order.place(projectId, now));
    if (isNew || bytesAreHere) {
      staysHere(deliveryId);
    }
    if (isNew) {
      setLane(lane, deliveryId);
    } else {
      scheduler
          .getScheduledExecution(task)
          .filter(execution -> !execution.isPicked() && execution.getExecutionTime().isAfter(now))
          .ifPresent(waiting -> hasten(scheduler, task, now));
    }
  }

  private long bytesOf(UUID deliveryId) {
    return jdbc.sql("select coalesce(sum(size), 0) from attachment where delivery_id = ?")
        .param(deliveryId)
        .query(Long.class)
        .single();
  }

  /** Whoever else sees the same spool may do it too; a single process sees its own. */
  private void staysHere(UUID deliveryId) {
    if (isShared) {
      own.ifAvailable(
          spool ->
              jdbc.sql(
                      "update scheduled_tasks set spool = ? where task_name = ? and task_instance = ?")
                  .params(spool.id(), DeliveryTask.DELIVERY.getTaskName(), deliveryId.toString())
                  .update());
    }
  }

  /** Whether the bytes of a delivery lie in another spool that nobody looks after. */
  boolean isOutOfReach(UUID deliveryId) {
    OwnSpool spool = isShared ? own.getIfAvailable() : null;
    return spool != null
        && jdbc.sql(
                    "select count(*) from scheduled_tasks t join spool s on s.id = t.spool"
                        + " where t.task_name = ? and t.task_instance = ? and t.spool <> ?"
                        + " and s.seen_at < ?")
                .params(
                    DeliveryTask.DELIVERY.getTaskName(),
                    deliveryId.toString(),
                    spool.id(),
                    LedgerRows.timestamp(Instant.now().minus(SpoolWatch.AWAY_AFTER)))
                .query(Long.class)
                .single()
            > 0;
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
                + " and (spool is null or spool = ?) order by execution_time limit 1")
        .params(lane, priority, own.stream().map(OwnSpool::id).findFirst().orElse(""))
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
    lanes.of(destination).forEach(lane -> schedulers.of(lane).triggerCheckForDueExecutions());
  }
}
