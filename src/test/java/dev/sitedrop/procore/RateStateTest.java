package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateStateTest {
  private final MovingClock clock = new MovingClock(Instant.parse("2026-05-06T10:15:30Z"));
  private RateState state;

  @BeforeEach
  void nothingIsKnown() {
    state = new RateState();
  }

  private RateState.Call begin() {
    return state.begin(clock.instant().plusSeconds(30));
  }

  private void learn(RateState.Call call, ApiAnswer answer) {
    state.learn(call, answer, clock.instant());
  }

  private boolean mayCall() {
    return state.waitUntil(clock.instant()) == null;
  }

  private ApiAnswer answer(int status, int limit, int remaining, long resetIn, String retryAfter) {
    Instant reset = clock.instant().plusSeconds(resetIn);
    return new ApiAnswer(status, "", limit, remaining, reset, retryAfter, null);
  }

  private void call(int limit, int remaining, long resetIn) {
    assertThat(mayCall()).isTrue();
    learn(begin(), answer(200, limit, remaining, resetIn, null));
  }

  /** How many calls may start at once. */
  private int burst() {
    int calls = 0;
    while (calls < 10_000 && mayCall()) {
      begin();
      calls++;
    }
    return calls;
  }

  @Test
  void whatIsLeftIsShownAndIsAllOfItWhenTheWindowIsOver() {
    assertThat(state.left(clock.instant()).spikeAt(clock.instant())).isNaN();
    call(25, 24, 10);
    call(25, 23, 10);

    CallsLeft left = state.left(clock.instant());

    assertThat(left.spikeAt(clock.instant())).isEqualTo(23);
    assertThat(left.spikeAt(clock.instant().plusSeconds(13))).isEqualTo(25);
    assertThat(left.hourAt(clock.instant())).isNaN();
    call(3600, 15, 1800);
    left = state.left(clock.instant());
    assertThat(left.hourAt(clock.instant())).isEqualTo(15);
    assertThat(left.hourAt(clock.instant().plusSeconds(1802))).isEqualTo(3600);
  }

  @Test
  void untilTheFirstAnswerThereIsOneCallAtATime() {
    assertThat(burst()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}, Retry-After {1}, {2} remaining")
  @CsvSource(
      nullValues = "-",
      value = {"429, 120, 5", "503, 120, 5", "200, -, 0", "429, -, 0", "429, 1, 0", "429, Wed, 5"})
  void noCallIsMadeBeforeTheTimeThatProcoreNamed(int status, String retryAfter, int remaining) {
    learn(begin(), answer(status, 3600, remaining, 120, retryAfter));

    clock.advanceSeconds(119);
    assertThat(mayCall()).isFalse();
    clock.advanceSeconds(4);
    assertThat(mayCall()).isTrue();
  }

  @Test
  void theHourIsNeverOverrunByCallsInFlight() {
    call(100, 99, 3000);

    assertThat(burst()).isEqualTo(99);
  }

  @Test
  void otherClientsCallsCountToo() {
    call(100, 60, 3000);

    assertThat(burst()).isEqualTo(60);
  }

  @Test
  void answersThatArriveInAnotherOrderDoNotMakeTheBudgetLarger() {
    call(100, 99, 3000);
    RateState.Call first = begin();
    RateState.Call second = begin();
    ApiAnswer early = answer(200, 100, 98, 3000, null);
    ApiAnswer late = answer(200, 100, 97, 3000, null);

    learn(second, late);
    learn(first, early);

    assertThat(burst()).isEqualTo(97);
  }

  @Test
  void anUnansweredCallMayHaveBeenCounted() {
    call(100, 99, 3000);
    state.unanswered(begin(), clock.instant());

    assertThat(burst()).isEqualTo(98);
  }

  @Test
  void afterTheHoursResetOneCallFindsOutWhatIsLeft() {
    call(50, 0, 600);
    assertThat(mayCall()).isFalse();

    clock.advanceSeconds(602);
    assertThat(burst()).isEqualTo(1);
    learn(begin(), answer(200, 50, 48, 3600, null));
    assertThat(burst()).isEqualTo(47);
  }

  @Test
  void theTighterSpikeWindowSaysHowManyCallsTheNewHourHasAtLeast() {
    call(3600, 0, 600);
    clock.advanceSeconds(602);
    int calls = 0;
    for (int spikeWindow = 0; spikeWindow < 4; spikeWindow++) {
      for (int remaining = 24; remaining >= 0; remaining--, calls++) {
        call(25, remaining, 10);
      }
      assertThat(mayCall()).isFalse();
      clock.advanceSeconds(11);
    }

    assertThat(calls).isEqualTo(100);
  }

  @Test
  void theSpikeWindowIsUsedToTheFullTenSecondsAfterTheAnswers() {
    call(25, 24, 10);
    assertThat(burst()).isEqualTo(24);

    state = new RateState();
    for (int remaining = 24; remaining >= 0; remaining--) {
      call(25, remaining, 11);
    }
    clock.advanceSeconds(10);
    assertThat(mayCall()).isFalse();
    clock.advanceMillis(101);
    call(25, 24, 11);
    assertThat(burst()).isEqualTo(24);
  }

  @Test
  void anotherClientsSpikeIsWaitedFor() {
    call(25, 2, 8);

    assertThat(burst()).isEqualTo(2);
  }

  @Test
  void aServerThatCountsNothingIsNotLimited() {
    for (int i = 0; i < 10_000; i++) {
      call(3600, 3599, 3600);
    }
  }

  @Test
  void withoutAnyHeaderNothingIsKeptBack() {
    learn(begin(), new ApiAnswer(200, "", -1, -1, null, null, null));

    assertThat(burst()).isEqualTo(10_000);
  }

  @Test
  void aLimitThatChangesIsFollowed() {
    call(3600, 3599, 3000);
    call(50, 48, 3000);

    assertThat(burst()).isEqualTo(48);
  }

  @Test
  void procoresClockMayBeWrong() {
    Instant theirs = clock.instant().minusSeconds(300);
    learn(begin(), new ApiAnswer(429, "", 25, 0, theirs.plusSeconds(60), null, theirs));

    clock.advanceSeconds(59);
    assertThat(mayCall()).isFalse();
    clock.advanceSeconds(4);
    assertThat(mayCall()).isTrue();
  }

  @Test
  void aCallOfWhoeverWasKilledIsCountedAndNotWaitedForForEver() {
    call(25, 24, 10);
    assertThat(burst()).isEqualTo(24);

    clock.advanceSeconds(29);
    assertThat(mayCall()).isFalse();
    clock.advanceSeconds(2);
    assertThat(burst()).as("calls that find out what is left").isEqualTo(1);
  }

  @Test
  void aLongCallThatIsRenewedStaysOnItsWay() {
    call(100, 99, 3000);
    RateState.Call slow = begin();
    clock.advanceSeconds(29);
    state.renew(slow, clock.instant().plusSeconds(30));
    clock.advanceSeconds(29);
    assertThat(burst()).isEqualTo(98);
    learn(slow, answer(200, 100, 98, 3000, null));
  }

  @Test
  void anAnswerThatComesAfterItWasGivenUpIsLearnedAndCountsOnce() {
    call(100, 99, 3000);
    RateState.Call slow = begin();
    clock.advanceSeconds(31);
    assertThat(mayCall()).isTrue();

    learn(slow, answer(200, 100, 98, 2969, null));

    assertThat(burst()).isEqualTo(98);
  }

  @Test
  void itCanBeWrittenDownAndReadAgainAtAnyTime() throws Exception {
    for (int i = 0; i < 40; i++) {
      state = SharedRateStore.read(SharedRateStore.write(state));
      if (mayCall()) {
        call(i % 3 == 0 ? 25 : 3600, 24 - i % 20, 10);
        begin();
      }
      clock.advanceMillis(700);
    }
    String before = SharedRateStore.write(state);

    assertThat(SharedRateStore.write(SharedRateStore.read(before))).isEqualTo(before);
    assertThat(before).contains("\"forgottenAt\"", "\"inFlight\"", "\"pausedUntil\"");
  }
}
