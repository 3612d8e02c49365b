package dev.sitedrop.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Waits that double, up to a bound, and are spread so that a crowd does not come back at once. */
@Component
class RetrySchedule {
  private final DeliverySettings settings;
  private final RandomGenerator random = RandomGenerator.getDefault();

  RetrySchedule(DeliverySettings settings) {
    this.settings = settings;
  }

  /**
   * How long to wait after this many failures in a row: between half and all of the step.
   *
   * @param failures 1 after the first
   */
  Duration waitAfter(int failures) {
    long step = settings.firstRetry().toMillis() << Math.min(30, failures - 1);
    long bounded = Math.min(step, settings.longestRetry().toMillis());
    return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
  }
}
