package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
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

  private ApiAnswer answer(int status, int limit, int remaining, long resetIn, String retryAfter) {
    return new ApiAnswer(status, "", limit, remaining, now.plusSeconds(resetIn), retryAfter, null);
  }

  /** As many calls as may start at once. */
  private int burst() {
    int calls = 0;
    try {
      while (calls < 10_000) {
        budget.awaitTurn();
        calls++;
      }
    } catch (BusyUntil enough) {
      return calls;
    }
    throw new AssertionError("no limit");
  }

  private void firstAnswer(int limit, int remaining, long resetIn) {
    budget.awaitTurn();
    budget.answered(answer(200, limit, remaining, resetIn, null));
  }

  @ParameterizedTest(name = "{0}, Retry-After {1}, {2} remaining")
  @CsvSource(
      nullValues = "-",
      value = {"429, 120, 5", "503, 120, 5", "200, -, 0", "429, -, 0"})
  void noCallIsMadeBeforeTheTimeThatProcoreNamed(int status, String retryAfter, int remaining) {
    budget.awaitTurn();
    budget.answered(answer(status, 3600, remaining, 120, retryAfter));

    assertThatThrownBy(budget::awaitTurn).isInstanceOf(BusyUntil.class);
    now = now.plusSeconds(122);
    assertThatCode(budget::awaitTurn).doesNotThrowAnyException();
  }

  @Test
  void theHourlyWindowIsNeverOverrunByCallsInFlight() {
    firstAnswer(100, 99, 3000);

    assertThat(burst()).isEqualTo(99);
  }

  @Test
  void otherClientsCallsCountToo() {
    firstAnswer(100, 60, 3000);

    assertThat(burst()).isEqualTo(60);
  }

  @Test
  void aSlotIsFreeAgainAnHourAfterItsAnswer() {
    firstAnswer(2, 1, 3600);
    budget.awaitTurn();
    budget.answered(answer(200, 2, 1, 3600, null));

    assertThatThrownBy(budget::awaitTurn).isInstanceOf(BusyUntil.class);
    now = now.plusSeconds(3601);
    assertThat(burst()).isEqualTo(2);
  }

  @Test
  void aLimitThatChangesIsFollowed() {
    firstAnswer(3600, 3599, 3000);
    budget.awaitTurn();
    budget.answered(answer(200, 50, 48, 3000, null));

    assertThat(burst()).isEqualTo(48);
  }

  @Test
  void withoutAnyHeaderNothingIsKeptBack() {
    budget.awaitTurn();
    budget.answered(new ApiAnswer(200, "", -1, -1, null, null, null));

    for (int i = 0; i < 1000; i++) {
      budget.awaitTurn();
    }
  }

  @Test
  void procoresClockMayBeWrong() {
    budget.awaitTurn();
    Instant theirs = now.minusSeconds(300);
    budget.answered(new ApiAnswer(429, "", 25, 0, theirs.plusSeconds(60), null, theirs));

    now = now.plusSeconds(20);
    assertThatThrownBy(budget::awaitTurn).isInstanceOf(BusyUntil.class);
    now = now.plusSeconds(42);
    assertThatCode(budget::awaitTurn).doesNotThrowAnyException();
  }
}
