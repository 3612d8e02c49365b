package dev.sitedrop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  private final RetrySchedule schedule =
      new RetrySchedule(
          new DeliverySettings(
              Duration.ofSeconds(2),
              Duration.ofMinutes(15),
              Duration.ofDays(3),
              Duration.ofSeconds(15),
              4));

  @ParameterizedTest(name = "after {0} failures between {1} and {2} s")
  @CsvSource({"1, 1, 2", "2, 2, 4", "3, 4, 8", "10, 450, 900", "1000, 450, 900"})
  void waitsLongerAfterEachFailureAndNeverAtOnce(int failures, long least, long most) {
    for (int i = 0; i < 100; i++) {
      assertThat(schedule.waitAfter(failures))
          .isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }
  }
}
