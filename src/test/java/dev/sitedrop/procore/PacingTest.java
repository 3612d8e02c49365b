package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Simulated hours with many workers against servers that count in different ways: no call is over
 * the limit, and nearly all that are allowed are made. Time is simulated, so the figures are exact.
 */
class PacingTest {
  private static final Instant START = Instant.parse("2026-05-06T10:15:30.400Z");

  /** A call on its way: counted by the server at one time, answered at a later one. */
  private record OnItsWay(RateBudget.Turn turn, Instant counted, Instant answered) {}

  private final MovingClock clock = new MovingClock(START);
  private final RateBudget budget = new RateBudget(clock, "Procore");
  private final PriorityQueue<OnItsWay> toBeCounted =
      new PriorityQueue<>(Comparator.comparing(OnItsWay::counted));
  private final List<ApiAnswerAt> answers = new ArrayList<>();
  private int done;
  private int tooMany;

  private record ApiAnswerAt(RateBudget.Turn turn, ApiAnswer answer, Instant at) {}

  @ParameterizedTest(name = "{0} windows, resets {1}, {2} workers, up to {3} ms")
  @CsvSource({
    "OPENED_BY_A_CALL, UP, 8, 20",
    "OPENED_BY_A_CALL, UP, 32, 20",
    "OPENED_BY_A_CALL, UP, 32, 400",
    "OPENED_BY_A_CALL, DOWN, 32, 400",
    "ALIGNED, UP, 32, 20",
    "ALIGNED, DOWN, 8, 20",
    "ALIGNED, UP, 32, 3000",
    "SLIDING, UP, 8, 20",
    "SLIDING, UP, 32, 20",
    "SLIDING, DOWN, 32, 400"
  })
  void usesTheLimitAndNeverOverrunsIt(
      CountingServer.Windows windows, CountingServer.Resets resets, int workers, int latency) {
    CountingServer server = new CountingServer(25, 3600, windows, resets);
    Duration time = Duration.ofMinutes(20);

    run(server, workers, latency, START.plus(time));

    assertThat(tooMany).as("429s").isZero();
    double allowed = 25.0 * time.toSeconds() / 10;
    if (latency <= 20) {
      assertThat(done / allowed).as("share of the allowed calls").isGreaterThan(0.97);
    }
  }

  @ParameterizedTest(name = "{0} windows")
  @CsvSource({"OPENED_BY_A_CALL", "ALIGNED", "SLIDING"})
  void theHourIsUsedAndNeverOverrun(CountingServer.Windows windows) {
    CountingServer server = new CountingServer(25, 900, windows, CountingServer.Resets.UP);

    run(server, 16, 30, START.plus(Duration.ofHours(6)));

    assertThat(tooMany).as("429s").isZero();
    assertThat(done / (900.0 * 6)).as("share of the allowed calls").isGreaterThan(0.97);
  }

  private void run(CountingServer server, int workers, int latency, Instant end) {
    Random random = new Random(workers * 31L + latency);
    int busy = 0;
    while (clock.instant().isBefore(end)) {
      Instant now = clock.instant();
      while (!toBeCounted.isEmpty() && !toBeCounted.peek().counted().isAfter(now)) {
        OnItsWay call = toBeCounted.remove();
        ApiAnswer answer = server.call(now);
        tooMany += answer.status() == 429 ? 1 : 0;
        answers.add(new ApiAnswerAt(call.turn(), answer, call.answered()));
      }
      List<ApiAnswerAt> due = answers.stream().filter(one -> !one.at().isAfter(now)).toList();
      answers.removeAll(due);
      for (ApiAnswerAt answer : due) {
        answer.turn().answered(answer.answer());
        busy--;
        done++;
      }
      while (busy < workers && budget.waitUntil(now) == null) {
        Instant counted = now.plusMillis(1 + random.nextInt(latency));
        toBeCounted.add(
            new OnItsWay(budget.begin(), counted, counted.plusMillis(1 + random.nextInt(latency))));
        busy++;
      }
      clock.advanceMillis(busy == 0 ? 10 : 1);
    }
  }
}
