package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateBudgetTest {
  private Instant now = Instant.parse("2026-05-06T10:15:00Z");
  private final RateBudget budget =
      new RateBudget(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @ParameterizedTest(name = "{0}, Retry-After {1}, {2} remaining")
  @CsvSource(
      nullValues = "-",
      value = {"429, 120, 5", "503, 120, 5", "200, -, 0"})
  void noCallIsMadeBeforeTheTimeThatProcoreNamed(int status, String retryAfter, String remaining) {
    String reset = Long.toString(now.plusSeconds(120).getEpochSecond());
    budget.learn(new ApiAnswer(status, "", retryAfter, reset, remaining));

    assertThatThrownBy(budget::awaitTurn).isInstanceOf(BusyUntil.class);
    now = now.plusSeconds(122);
    assertThatCode(budget::awaitTurn).doesNotThrowAnyException();
  }

  @Test
  void callsGoOnWhileSomeRemain() {
    budget.learn(new ApiAnswer(200, "", null, "1778062560", "1"));
    budget.learn(new ApiAnswer(500, "", null, null, null));

    assertThatCode(budget::awaitTurn).doesNotThrowAnyException();
  }

  @Test
  void aShorterPauseDoesNotEndALongerOne() {
    budget.learn(new ApiAnswer(429, "", "300", null, null));
    budget.learn(new ApiAnswer(429, "", "60", null, null));
    now = now.plusSeconds(100);

    assertThatThrownBy(budget::awaitTurn).isInstanceOf(BusyUntil.class);
  }
}
