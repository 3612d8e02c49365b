package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * {@code schedule} in {@code /actuator/health}: whether the schedule still comes round. It does so
 * when the database is away, too, and when all workers wait for Procore: a restart would help
 * neither. It does not when its threads have died or the process has no memory left.
 */
@Component("scheduleHealthIndicator")
class ScheduleHealth extends AbstractSchedulerListener implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Duration longest;
  private volatile long lastRound = System.nanoTime();

  @Autowired
  ScheduleHealth(DbSchedulerProperties schedule) {
    this(PATIENCE.plus(schedule.getHeartbeatInterval().multipliedBy(2)));
  }

  /**
   * @param longest how long no round is ended before it is taken for dead
   */
  ScheduleHealth(Duration longest) {
    this.longest = longest;
  }

  /** A round has ended, well or not. */
  @Override
  public void onSchedulerEvent(SchedulerListener.SchedulerEventType type) {
    lastRound = System.nanoTime();
  }

  @Override
  public Health health() {
    boolean isDead = System.nanoTime() - lastRound > longest.toNanos();
    return (isDead ? Health.down() : Health.up()).build();
  }
}
