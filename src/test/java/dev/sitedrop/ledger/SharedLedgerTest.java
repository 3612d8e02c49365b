package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Execution;
import dev.sitedrop.LedgerCopy;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several copies on one PostgreSQL. */
@ExtendWith(OutputCaptureExtension.class)
@Needs(Need.POSTGRES)
class SharedLedgerTest {
  /** Such a copy is taken for dead when it has been at something for a second. */
  private static final String NEVER_HEARD_OF = "ledger.heartbeat-interval=10m";

  private static final String[] WATCHFUL = {
    "ledger.heartbeat-interval=300ms", "ledger.missed-heartbeats=4"
  };

  private final String url = PostgresServer.emptyDatabase();
  private final List<ConfigurableApplicationContext> copies = new ArrayList<>();

  private ConfigurableApplicationContext copy(DeliveryAttempt attempt, String... properties) {
    ConfigurableApplicationContext copy = LedgerCopy.start(url, attempt, properties);
    copies.add(copy);
    return copy;
  }

  @AfterEach
  void stop() {
    copies.forEach(ConfigurableApplicationContext::close);
  }

  private static DeliveryAttempt.Result done(ConfigurableApplicationContext copy, Lease lease) {
    return new DeliveryAttempt.Result(
        Optional.empty(), copy.getBean(ArrivalLedger.class).unsettledOf(lease.deliveryId()));
  }

  private static UUID open(ConfigurableApplicationContext copy) {
    return copy.getBean(IntakeLedger.class).open(Photos.photo(42), Photos.arrival()).deliveryId();
  }

  private static long due(ConfigurableApplicationContext copy) {
    return copy.getBean(JdbcClient.class)
        .sql("select count(*) from scheduled_tasks")
        .query(Long.class)
        .single();
  }

  @Test
  void dueDeliveriesAreSharedAndNoneIsDoneTwice() {
    Map<UUID, List<String>> by = new ConcurrentHashMap<>();
    AtomicReference<ConfigurableApplicationContext> first = new AtomicReference<>();
    List<ConfigurableApplicationContext> three = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      DeliveryAttempt attempt =
          lease -> {
            by.computeIfAbsent(lease.deliveryId(), id -> new ArrayList<>()).add(name);
            busyFor(5);
            return done(first.get(), lease);
          };
      three.add(copy(attempt, WATCHFUL));
      first.compareAndSet(null, three.get(0));
    }

    for (int i = 0; i < 600; i++) {
      open(three.get(i % 3));
    }

    await().untilAsserted(() -> assertThat(due(first.get())).isZero());
    assertThat(by).hasSize(600);
    assertThat(by.values()).allSatisfy(names -> assertThat(names).hasSize(1));
    assertThat(by.values().stream().flatMap(List::stream).distinct())
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  private static void busyFor(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatASleepingCopyWritesWhenItWakesUpChangesNothing(CapturedOutput output) throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch wakesUp = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    AtomicReference<ConfigurableApplicationContext> sleeper = new AtomicReference<>();
    AtomicReference<Delivery> read = new AtomicReference<>();
    DeliveryAttempt sleeping =
        lease -> {
          DeliveryLedger ledger = sleeper.get().getBean(DeliveryLedger.class);
          read.set(ledger.find(lease));
          created(sleeper.get(), read.get(), "01FIRST");
          asleep.countDown();
          waitFor(wakesUp);
          try {
            ledger.intendsToAssociate(read.get(), Instant.now(), Instant.now());
            return done(sleeper.get(), lease);
          } finally {
            awake.countDown();
          }
        };
    sleeper.set(copy(sleeping, NEVER_HEARD_OF));
    UUID id = open(sleeper.get());
    asleep.await();
    AtomicReference<ConfigurableApplicationContext> other = new AtomicReference<>();
    AtomicReference<String> wentOnFrom = new AtomicReference<>();
    CountDownLatch takenOver = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    DeliveryAttempt watchful =
        lease -> {
          DeliveryLedger ledger = other.get().getBean(DeliveryLedger.class);
          Delivery delivery = ledger.find(lease);
          wentOnFrom.set(delivery.attachments().get(0).uploadUuid());
          takenOver.countDown();
          waitFor(goesOn);
          ledger.intendsToAssociate(delivery, Instant.now(), Instant.now());
          ledger.associated(delivery, 17L, "https://u", null, Instant.now());
          return done(other.get(), lease);
        };
    other.set(copy(watchful, WATCHFUL));
    takenOver.await();

    wakesUp.countDown();
    awake.await();

    DeliveryLedger late = sleeper.get().getBean(DeliveryLedger.class);
    assertThat(late.find(id).orElseThrow().stage()).isEqualTo(DeliveryStage.OPEN);
    everyWriteIsRefused(sleeper.get(), read.get());
    assertThat(wentOnFrom).hasValue("01FIRST");
    await().until(() -> output.getOut().contains("Taken over meanwhile"));
    goesOn.countDown();
    await().untilAsserted(() -> assertThat(due(sleeper.get())).isZero());
    Delivery delivered = late.find(id).orElseThrow();
    assertThat(delivered.resourceId()).isEqualTo(17);
    assertThat(delivered.attachments().get(0).uploadUuid()).isEqualTo("01FIRST");
    assertThat(output).contains("Taken over: delivery " + id);
  }

  private static void created(ConfigurableApplicationContext copy, Delivery delivery, String uuid) {
    Instant later = Instant.now().plusSeconds(600);
    copy.getBean(UploadLedger.class)
        .uploadCreated(
            delivery.attachments().get(0),
            uuid,
            later,
            later,
            List.of(new StoragePlace("https://a", Map.of(), null)));
  }

  private static void everyWriteIsRefused(ConfigurableApplicationContext copy, Delivery late) {
    DeliveryLedger ledger = copy.getBean(DeliveryLedger.class);
    UploadLedger uploads = copy.getBean(UploadLedger.class);
    Attachment file = late.attachments().get(0);
    Instant now = Instant.now();
    List<Runnable> writes =
        List.of(
            () -> created(copy, late, "01LATE"),
            () -> uploads.segmentStored(file, file.segments().get(0), "late"),
            () -> uploads.wholeStored(file, "late"),
            () -> uploads.uploadCompleted(file, now, true),
            () -> uploads.completionDoubtful(file),
            () -> uploads.uploaded(file),
            () -> uploads.uploadLost(file),
            () -> ledger.intendsToAssociate(late, now, now),
            () -> ledger.stillIntendsToAssociate(late, now),
            () -> ledger.outcomeUnknown(late, now),
            () -> ledger.damaged(late),
            () -> ledger.notAssociated(late),
            () -> ledger.associated(late, 99L, "late", null, now),
            () -> ledger.postponed(late, "late", 9, now),
            () -> ledger.failed(late, "late", now));
    Delivery before = ledger.find(late.id()).orElseThrow();

    assertThat(writes)
        .allSatisfy(write -> assertThatThrownBy(write::run).isInstanceOf(LeaseLost.class));

    assertThat(ledger.find(late.id()).orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("log")
        .isEqualTo(before);
  }

  @Test
  void aCopyThatPickedAndWasOvertakenBeforeItBeganDoesNotBegin() {
    ConfigurableApplicationContext copy =
        copy(lease -> new DeliveryAttempt.Result(Optional.of(Instant.MAX), List.of()));
    copy.getBean(Scheduler.class).pause();
    UUID id = open(copy);
    JdbcClient jdbc = copy.getBean(JdbcClient.class);
    var outdated =
        new Execution(
            Instant.now(),
            DeliveryTask.DELIVERY.instance(id.toString()).build(),
            true,
            "the sleeper",
            null,
            null,
            0,
            Instant.now(),
            2);
    jdbc.sql("update scheduled_tasks set picked = true, picked_by = 'another', version = 4")
        .update();

    assertThatThrownBy(() -> copy.getBean(Leases.class).take(id, outdated))
        .isInstanceOf(LeaseLost.class);

    assertThat(copy.getBean(DeliveryLedger.class).find(id).orElseThrow().lease().number()).isZero();
  }

  @Test
  void whatADeadCopyHadPickedIsTakenOverBeforeABacklog(CapturedOutput output) {
    ConfigurableApplicationContext copy =
        copy(lease -> new DeliveryAttempt.Result(Optional.of(Instant.MAX), List.of()));
    copy.getBean(Scheduler.class).pause();
    UUID dead = null;
    for (int i = 0; i < 50; i++) {
      dead = open(copy);
    }
    copy.getBean(JdbcClient.class)
        .sql(
            "update scheduled_tasks set picked = true, picked_by = 'dead', version = 2,"
                + " last_heartbeat = now() - interval '1 hour' where task_instance = ?")
        .param(dead.toString())
        .update();
    List<UUID> order = Collections.synchronizedList(new ArrayList<>());

    CountDownLatch goesOn = new CountDownLatch(1);
    copy(
        lease -> {
          order.add(lease.deliveryId());
          waitFor(goesOn);
          return new DeliveryAttempt.Result(
              Optional.of(Instant.now().plusSeconds(3600)), List.of());
        },
        WATCHFUL);
    UUID last = dead;
    await().until(() -> output.getOut().contains("Taken over: delivery " + last));
    int busy = order.size();
    goesOn.countDown();

    await().until(() -> new HashSet<>(order).size() == 50);
    // it is told before it is written: what four workers fetch meanwhile, and once more, goes
    // before
    assertThat(order.indexOf(last)).isBetween(busy, busy + 8);
  }

  @Test
  void projectsTakeTurnsWhicheverCopyTheyComeInBy() {
    DeliveryAttempt never =
        lease -> new DeliveryAttempt.Result(Optional.of(Instant.MAX), List.of());
    ConfigurableApplicationContext one = copy(never);
    one.getBean(Scheduler.class).pause();
    IntakeLedger first = one.getBean(IntakeLedger.class);
    one.getBean(FairOrders.class).of(Lanes.MAIN).nextTurnIs(Instant.now().minusSeconds(86_400 * 3));
    for (int i = 0; i < 100; i++) {
      first.open(Photos.photo(1), Photos.arrival());
    }
    ConfigurableApplicationContext two = copy(never);
    two.getBean(Scheduler.class).pause();
    two.getBean(FairOrders.class)
        .of(Lanes.MAIN)
        .nextTurnIs(Instant.now().minusSeconds(60)); // it has drifted

    UUID late =
        two.getBean(IntakeLedger.class).open(Photos.photo(2), Photos.arrival()).deliveryId();

    List<String> order =
        two.getBean(JdbcClient.class)
            .sql("select task_instance from scheduled_tasks order by priority desc, execution_time")
            .query(String.class)
            .list();
    assertThat(order.indexOf(late.toString())).isLessThan(3);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
