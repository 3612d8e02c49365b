package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.task.Execution;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives leases to attempts, and keeps the older ones from writing. */
@Component
class Leases {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Leases(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Takes the delivery. The row of the delivery is locked before the pick is looked at, so of two
   * that believe to have picked it the one that picked it last has the higher number.
   *
   * @param pick as the schedule gave it; it may be outdated, for a process may sleep at any time
   * @return empty if there is no such delivery
   * @throws LeaseLost if somebody else has picked it since
   */
  Optional<Lease> take(UUID deliveryId, Execution pick) {
    return transaction.execute(
        status -> {
          int taken =
              jdbc.sql("update delivery set lease = lease + 1 where id = ?")
                  .param(deliveryId)
                  .update();
          if (taken == 0) {
            return Optional.empty();
          }
          Lease lease = new Lease(deliveryId, numberOf(deliveryId));
          if (!isCurrent(pick)) {
            throw new LeaseLost(lease);
          }
          return Optional.of(lease);
        });
  }

  private long numberOf(UUID deliveryId) {
    return jdbc.sql("select lease from delivery where id = ?")
        .param(deliveryId)
        .query(Long.class)
        .single();
  }

  private boolean isCurrent(Execution pick) {
    return jdbc.sql(
                "select count(*) from scheduled_tasks where task_name = ? and task_instance = ?"
                    + " and picked and picked_by = ? and version = ?")
            .params(pick.getTaskName(), pick.getId(), pick.pickedBy, pick.version)
            .query(Integer.class)
            .single()
        > 0;
  }

  /**
   * Writes in one transaction, in which nobody can take the delivery over.
   *
   * @throws LeaseLost if somebody has done so before; then nothing is written
   */
  void holding(Lease lease, Runnable writes) {
    transaction.executeWithoutResult(
        status -> {
          hold(lease);
          writes.run();
        });
  }

  /** Part of the caller's transaction: nobody can take the delivery over before it ends. */
  void hold(Lease lease) {
    boolean held =
        jdbc.sql("select lease from delivery where id = ? and lease = ? for update")
            .params(lease.deliveryId(), lease.number())
            .query(Long.class)
            .optional()
            .isPresent();
    if (!held) {
      throw new LeaseLost(lease);
    }
  }
}
