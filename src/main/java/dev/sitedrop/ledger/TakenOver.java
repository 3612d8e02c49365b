package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes due again what a copy had picked that has not been heard of any more. It goes before all
 * that has not begun: its URLs and uploads do not hold for ever.
 */
class TakenOver implements DeadExecutionHandler<Void> {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private final int first;
  private final JdbcClient jdbc;

  TakenOver(int first, JdbcClient jdbc) {
    this.first = first;
    this.jdbc = jdbc;
  }

  @Override
  public void deadExecution(ExecutionComplete dead, ExecutionOperations<Void> operations) {
    Execution execution = dead.getExecution();
    operations.reschedule(dead, Instant.now());
    jdbc.sql(DeliveryTask.GO_FIRST)
        .params(first, execution.getTaskName(), execution.getId())
        .update();
    LOG.warn(
        "Taken over: delivery {}. {} was not heard of since {}",
        execution.getId(),
        execution.pickedBy,
        execution.lastHeartbeat);
  }
}
