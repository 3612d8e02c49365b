package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

class ScheduleHealthTest {
  private final ScheduleHealth schedule = new ScheduleHealth(Duration.ofMillis(300));

  @Test
  void aScheduleThatDoesNotComeRoundIsDead() {
    assertThat(schedule.health().getStatus()).isEqualTo(Status.UP);

    await().until(() -> schedule.health().getStatus().equals(Status.DOWN));
  }

  @Test
  void aRoundThatFailsIsARound() {
    await().until(() -> schedule.health().getStatus().equals(Status.DOWN));

    schedule.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR);

    assertThat(schedule.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void theScheduleOfEachLaneHasToComeRound() {
    schedule.of("elsewhere");

    await()
        .until(
            () -> {
              schedule.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
              return schedule.health().getStatus().equals(Status.DOWN);
            });
  }
}
