package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * {@code schedule} in {@code /actuator/health}: whether the schedule of each lane still comes
 * round. It does so when the database is away, too, and when all workers wait for Procore: a
 * restart would help neither. It does not when its threads have died or the process has no memory
 * left.
 */
@Component("scheduleHealthIndicator")
class ScheduleHealth extends AbstractSchedulerListener implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Duration longest;
  private final Map<String, Long> lastRounds = new ConcurrentHashMap<>();

  @Autowired
  ScheduleHealth(DbSchedulerProperties schedule) {
    this(PATIENCE.plus(schedule.getHeartbeatInterval().multipliedBy(2)));
  }

  /**
   * @param longest how long no round is ended before it is taken for dead
   */
  ScheduleHealth(Duration longest) {
    this.longest = longest;
    roundEnded(Lanes.MAIN);
  }

  private void roundEnded(String lane) {
    lastRounds.put(lane, System.nanoTime());
  }

  /** A round of the main lane's schedule has ended, well or not. */
  @Override
  public void onSchedulerEvent(SchedulerEventType type) {
    roundEnded(Lanes.MAIN);
  }

  /** Listens to the schedule of another lane, which has to come round as well from now on. */
  SchedulerListener of(String lane) {
    roundEnded(lane);
    return new AbstractSchedulerListener() {
      @Override
      public void onSchedulerEvent(SchedulerEventType type) {
        roundEnded(lane);
      }
    };
  }

  @Override
  public Health health() {
    long now = System.nanoTime();
    boolean isDead = lastRounds.values().stream().anyMatch(last -> now - last > longest.toNanos());
    return (isDead ? Health.down() : Health.up()).build();
  }
}
