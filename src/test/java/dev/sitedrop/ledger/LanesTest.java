package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.LedgerCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** A ledger on H2, with a lane beside the main one. */
class LanesTest {
  private final AtomicReference<DeliveryAttempt> attempt = new AtomicReference<>();
  private final ConfigurableApplicationContext ledger =
      LedgerCopy.start(
          "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
          lease -> attempt.get().attempt(lease));
  private final IntakeLedger intake = ledger.getBean(IntakeLedger.class);
  private final ArrivalLedger arrivals = ledger.getBean(ArrivalLedger.class);

  @AfterEach
  void stop() {
    ledger.close();
  }

  private DeliveryAttempt.Result settled(List<Arrival> known) {
    return new DeliveryAttempt.Result(Optional.empty(), known);
  }

  @Test
  void anArrivalThatComesLateLeavesTheFairOrderAsItIs() {
    NewDelivery photo = Photos.photo(1);
    AtomicInteger turns = new AtomicInteger();
    attempt.set(
        lease -> {
          List<Arrival> known = arrivals.unsettledOf(lease.deliveryId());
          if (turns.getAndIncrement() == 0) {
            intake.open(photo, Photos.arrival()); // after it was looked who waits
          }
          return settled(known);
        });

    UUID id = intake.open(photo, Photos.arrival()).deliveryId();
    await().untilAsserted(() -> assertThat(turns).hasValue(2));
    await().until(() -> arrivals.unsettledOf(id).isEmpty());

    Instant now = Instant.now();
    assertThat(ledger.getBean(FairOrders.class).of(Lanes.MAIN).place(2, now))
        .as("its turn comes before a backlog that was placed long ago")
        .isBefore(now.minus(Duration.ofHours(1)));
  }

  @Test
  void nothingNewBeginsInAnyLaneOnceItIsToStop() {
    CountDownLatch closing = new CountDownLatch(1);
    ConcurrentHashMap<UUID, Boolean> begun = new ConcurrentHashMap<>();
    CountDownLatch bothAtWork = new CountDownLatch(8);
    attempt.set(
        lease -> {
          begun.put(lease.deliveryId(), true);
          bothAtWork.countDown();
          await().until(() -> closing.getCount() == 0);
          return settled(arrivals.unsettledOf(lease.deliveryId()));
        });
    for (String destination : List.of("here", "somewhere else")) {
      for (int i = 0; i < 8; i++) { // by four workers
        NewDelivery photo = Photos.photo(i);
        intake.open(
            new NewDelivery(
                destination,
                photo.projectId(),
                photo.target(),
                photo.contentKey(),
                photo.fields(),
                photo.said(),
                photo.attachments()),
            Photos.arrival());
      }
    }
    await().until(() -> bothAtWork.getCount() == 0);

    AtomicInteger stopping = new AtomicInteger();
    LaneSchedulers schedulers = ledger.getBean(LaneSchedulers.class);
    ledger.addApplicationListener(
        event -> {
          if (event instanceof ContextClosedEvent) {
            for (String lane : List.of(Lanes.MAIN, "elsewhere")) {
              Scheduler scheduler = schedulers.of(lane);
              stopping.addAndGet(scheduler.getSchedulerState().isShuttingDown() ? 1 : 0);
            }
          }
        });
    Thread release =
        new Thread(
            () -> {
              await()
                  .until(
                      () ->
                          schedulers.of(Lanes.MAIN).getSchedulerState().isShuttingDown()
                              && schedulers.of("elsewhere").getSchedulerState().isShuttingDown());
              closing.countDown();
            });
    release.start();

    ledger.close();

    assertThat(stopping).as("lanes stopped before others are told").hasValue(2);
    assertThat(begun).as("begun before").hasSize(8);
  }
}
