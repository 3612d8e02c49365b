package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class FairOrderTest {
  private static final Instant START = Instant.parse("2026-05-06T10:15:30Z");

  private record Waiting(long project, Instant place) {}

  private final FairOrder order = new FairOrder(START);
  private final PriorityQueue<Waiting> queue =
      new PriorityQueue<>(Comparator.comparing(Waiting::place));

  private void drop(long project, int files, Instant now) {
    for (int i = 0; i < files; i++) {
      queue.add(new Waiting(project, order.place(project, now)));
    }
  }

  private long next() {
    Waiting turn = queue.remove();
    order.turnOf(turn.place());
    return turn.project();
  }

  private int waitOf(long project) {
    int turns = 1;
    while (next() != project) {
      turns++;
    }
    return turns;
  }

  @Test
  void oneProjectGoesInTheOrderOfItsDrops() {
    Instant first = order.place(1, START);
    Instant second = order.place(1, START.plusMillis(1));

    assertThat(second).isAfterOrEqualTo(first);
  }

  @Test
  void aBacklogDoesNotHoldBackAnotherProjectsFirstFile() {
    drop(1, 100_000, START.plusSeconds(10));
    for (int i = 0; i < 5_000; i++) {
      next();
    }

    drop(2, 1, START.plusSeconds(60));

    assertThat(waitOf(2)).isLessThanOrEqualTo(2);
  }

  @Test
  void twoBacklogsTakeTurns() {
    drop(1, 10_000, START.plusSeconds(10));
    for (int i = 0; i < 1_000; i++) {
      next();
    }
    drop(2, 10_000, START.plusSeconds(60));

    int ofTheFirst = 0;
    for (int i = 0; i < 1_000; i++) {
      ofTheFirst += next() == 1 ? 1 : 0;
    }
    assertThat(ofTheFirst).isBetween(490, 510);
  }

  @Test
  void nothingIsPlacedInTheFuture() {
    order.turnOf(START);

    assertThat(order.place(1, START.minus(Duration.ofHours(2))))
        .isEqualTo(START.minus(Duration.ofHours(2)));
  }

  /** Another copy may pick all that this one places. */
  @Test
  void projectsThatHaveEndedAreForgotten() {
    for (long project = 1; project <= 100_000; project++) {
      order.place(project, START.plusSeconds(10));
    }

    assertThat(order.remembered()).isLessThanOrEqualTo(FairOrder.MOST);
  }

  @Test
  void theProjectsThatWereSeenLastAreRemembered() {
    order.place(7, START.plusSeconds(10));
    for (long project = 100; project < 100 + FairOrder.MOST - 1; project++) {
      order.place(project, START.plusSeconds(10));
    }
    Instant second = order.place(7, START.plusSeconds(10));
    order.place(1, START.plusSeconds(10));

    assertThat(order.place(7, START.plusSeconds(10))).isAfter(second);
  }
}
