package dev.sitedrop.signals;

import dev.sitedrop.status.Standing;
import dev.sitedrop.status.Status;
import dev.sitedrop.status.Trouble;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** {@code status} in {@code /actuator/health}: what is wrong, as all others tell it. */
@Component("statusHealthIndicator")
class StatusHealth implements HealthIndicator {
  private final Status status;

  StatusHealth(Status status) {
    this.status = status;
  }

  @Override
  public Health health() {
    Standing now = status.now();
    Health.Builder health =
        now.level() == Standing.Level.FINE ? Health.up() : Health.status(Degraded.STATUS);
    health.withDetail("level", now.level().name());
    int number = 1;
    for (Trouble one : now.troubles()) {
      String since = one.since() == null ? "" : " (since " + one.since() + ")";
      health.withDetail("trouble" + number++, one.what() + since);
    }
    return health.build();
  }
}
