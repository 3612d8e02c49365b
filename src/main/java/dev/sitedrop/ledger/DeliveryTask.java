package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** The db-scheduler task that runs due deliveries; its instance id is the delivery's id. */
@Configuration(proxyBeanMethods = false)
class DeliveryTask {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  static final TaskDescriptor<Void> DELIVERY = TaskDescriptor.of("delivery");

  /** How soon a delivery is due again when not even its failure could be written down. */
  private static final Duration AFTER_A_BREAKDOWN = Duration.ofSeconds(10);

  /** How soon a delivery is due again for an arrival that came while it was being settled. */
  private static final Duration FOR_A_LATE_ARRIVAL = Duration.ofSeconds(1);

  /** What has begun goes before what has not: its URLs and uploads do not hold for ever. */
  static final String GO_FIRST =
      "update scheduled_tasks set priority = ? where task_name = ? and task_instance = ?";

  @Bean
  Task<Void> dueDelivery(
      ObjectProvider<DeliveryAttempt> attempt,
      ObjectProvider<ArrivalLedger> arrivals,
      FairOrders orders,
      LedgerSettings settings,
      Leases leases,
      AttemptLedger attempts,
      ObjectProvider<PostgresWatch> watch,
      JdbcClient jdbc) {
    return Tasks.custom(DELIVERY)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_A_BREAKDOWN))
        .onDeadExecution(new TakenOver(firstOf(settings), jdbc))
        .execute(
            (instance, context) -> {
              UUID id = UUID.fromString(instance.getId());
              int first = firstOf(settings);
              if (instance.getPriority() < first && isFirstTurn(context.getExecution())) {
                orders.of(laneOf(id, jdbc)).turnOf(context.getExecution().getExecutionTime());
              }
              MDC.put(Delivery.IN_LOG, id.toString());
              try {
                Optional<Lease> lease = leases.take(id, context.getExecution());
                if (lease.isEmpty()) {
                  return (complete, operations) -> operations.stop();
                }
                DeliveryAttempt.Result result = attempted(attempt.getObject(), lease.get());
                Runnable noted =
                    () -> {
                      if (result.delivery() != null) {
                        attempts.ended(result.delivery(), context.getExecution().pickedBy);
                      }
                    };
                return leaving(
                    lease.get(), result, noted, first, arrivals.getObject(), jdbc, leases);
              } catch (LeaseLost takenOver) {
                return takenOver(takenOver);
              } catch (DataAccessException | TransactionException noLedger) {
                watch.ifAvailable(one -> one.noticed(noLedger));
                throw noLedger;
              } finally {
                MDC.remove(Delivery.IN_LOG);
              }
            });
  }

  /** What was put off since it was placed is due by the real time, and not in its place. */
  private static boolean isFirstTurn(Execution execution) {
    return execution.lastSuccess == null && execution.lastFailure == null;
  }

  private static int firstOf(LedgerSettings settings) {
    return 1 + Math.max(settings.imagePriority(), settings.accidentLogPriority());
  }

  /** By another copy, for this one was away for too long; or by a person. The row is theirs. */
  private static CompletionHandler<Void> takenOver(LeaseLost by) {
    LOG.warn("Taken over meanwhile: {}. This one leaves it alone", by.getMessage());
    return DeliveryTask::lookAgain;
  }

  /**
   * If it was a person, the row of the schedule is still this one's, and is due for the new try.
   */
  private static void lookAgain(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    try {
      operations.reschedule(complete, Instant.now());
    } catch (RuntimeException another) {
      LOG.debug("The schedule has given it to another copy", another);
    }
  }

  private static String laneOf(UUID id, JdbcClient jdbc) {
    return jdbc.sql("select lane from scheduled_tasks where task_name = ? and task_instance = ?")
        .params(DELIVERY.getTaskName(), id.toString())
        .query(String.class)
        .optional()
        .orElse(Lanes.MAIN);
  }

  /**
   * That the ledger cannot be used is told once for all of them, by {@link LedgerUpkeep} or {@link
   * PostgresWatch}.
   */
  private static DeliveryAttempt.Result attempted(DeliveryAttempt attempt, Lease lease) {
    try {
      return attempt.attempt(lease);
    } catch (DataAccessException | TransactionException | LeaseLost told) {
      throw told;
    } catch (RuntimeException e) {
      LOG.error("The delivery {} ended in the middle; it is tried again", lease.deliveryId(), e);
      throw e;
    }
  }

  /**
   * The arrivals are settled and the task goes in one transaction, and only when nothing is left to
   * do. The delivery's row is locked while this is decided, so that an arrival recorded at the same
   * moment either is seen here or finds no task and adds one.
   */
  private static CompletionHandler<Void> leaving(
      Lease lease,
      DeliveryAttempt.Result result,
      Runnable noted,
      int first,
      ArrivalLedger arrivals,
      JdbcClient jdbc,
      Leases leases) {
    UUID id = lease.deliveryId();
    return (complete, operations) -> {
      try {
        leases.holding(
            lease,
            () -> {
              noted.run();
              result.settled().forEach(arrival -> arrivals.settled(arrival, Instant.now()));
              if (result.again().isPresent()) {
                operations.reschedule(complete, result.again().get());
                jdbc.sql(GO_FIRST).params(first, DELIVERY.getTaskName(), id.toString()).update();
              } else if (arrivals.unsettledOf(id).isEmpty()) {
                operations.stop();
              } else {
                operations.reschedule(complete, Instant.now().plus(FOR_A_LATE_ARRIVAL));
              }
            });
      } catch (LeaseLost by) {
        takenOver(by).complete(complete, operations);
      } catch (DataIntegrityViolationException mistake) {
        LOG.error(
            "What became of the delivery {} cannot be written down; it is looked at again when its"
                + " heartbeats are missed",
            id,
            mistake);
        throw mistake;
      }
    };
  }
}
