package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.LedgerCopy;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** Copies on one PostgreSQL that see the same bytes, or not. */
@ExtendWith(OutputCaptureExtension.class)
@Needs(Need.POSTGRES)
class SpoolsOfCopiesTest {
  private static final OwnSpool EAST = new OwnSpool("east", "/var/sitedrop/spool");
  private static final OwnSpool WEST = new OwnSpool("west", "/var/sitedrop/spool");

  private final String url = PostgresServer.emptyDatabase();
  private final List<ConfigurableApplicationContext> copies = new ArrayList<>();
  private final Map<UUID, String> by = new ConcurrentHashMap<>();

  private ConfigurableApplicationContext copy(String name, OwnSpool spool) {
    AtomicReference<ConfigurableApplicationContext> self = new AtomicReference<>();
    CountDownLatch started = new CountDownLatch(1);
    ConfigurableApplicationContext copy =
        LedgerCopy.start(
            url,
            lease -> {
              waitFor(started);
              by.put(lease.deliveryId(), name);
              return new DeliveryAttempt.Result(
                  Optional.empty(),
                  self.get().getBean(ArrivalLedger.class).unsettledOf(lease.deliveryId()));
            },
            spool,
            "ledger.heartbeat-interval=300ms",
            "ledger.missed-heartbeats=4");
    self.set(copy);
    started.countDown();
    copies.add(copy);
    return copy;
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    copies.forEach(ConfigurableApplicationContext::close);
  }

  private static UUID open(ConfigurableApplicationContext copy) {
    return copy.getBean(IntakeLedger.class).open(Photos.photo(42), Photos.arrival()).deliveryId();
  }

  private static JdbcClient jdbc(ConfigurableApplicationContext copy) {
    return copy.getBean(JdbcClient.class);
  }

  private void awaitDone(ConfigurableApplicationContext copy) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc(copy)
                            .sql("select count(*) from scheduled_tasks")
                            .query(Long.class)
                            .single())
                    .isZero());
  }

  @Test
  void eachDeliversWhatLiesInItsOwnSpool() {
    ConfigurableApplicationContext east = copy("east", EAST);
    ConfigurableApplicationContext west = copy("west", WEST);
    Map<UUID, String> wanted = new ConcurrentHashMap<>();

    for (int i = 0; i < 100; i++) {
      wanted.put(open(east), "east");
      wanted.put(open(west), "west");
    }

    awaitDone(east);
    assertThat(by).isEqualTo(wanted);
  }

  @Test
  void whatLiesInACommonSpoolIsForAnyOfThem() {
    ConfigurableApplicationContext one = copy("one", EAST);
    copy("other", EAST);

    for (int i = 0; i < 300; i++) {
      open(one);
    }

    awaitDone(one);
    assertThat(by).hasSize(300);
    assertThat(Set.copyOf(by.values())).containsExactlyInAnyOrder("one", "other");
  }

  @Test
  void whatAnOlderReleaseHasTakenInIsForAnyOfThem() {
    ConfigurableApplicationContext old = copy("old", null);
    old.getBean(Scheduler.class).pause();
    UUID id = open(old);

    copy("east", EAST);

    awaitDone(old);
    assertThat(by).isEqualTo(Map.of(id, "east"));
  }

  /** The copy of the bytes goes, with its schedule stopped before, so that something is left. */
  private UUID leftBehindBy(ConfigurableApplicationContext copy) {
    copy.getBean(Scheduler.class).pause();
    UUID id = open(copy);
    copy.getBean(SpoolWatch.class).lookAfter();
    copies.remove(copy);
    copy.close();
    return id;
  }

  @Test
  void whatWaitsForACopyThatIsAwayIsToldOnceAndDeliveredWhenItIsBack(CapturedOutput output) {
    ConfigurableApplicationContext west = copy("west", WEST);
    UUID id = leftBehindBy(copy("east", EAST));
    SpoolWatch watch = west.getBean(SpoolWatch.class);

    watch.lookAfter(WEST, Instant.now(), Duration.ofMinutes(2));
    assertThat(output).doesNotContain("wait for a copy");
    watch.lookAfter(WEST, Instant.now().plusSeconds(300), Duration.ofMinutes(2));
    watch.lookAfter(WEST, Instant.now().plusSeconds(301), Duration.ofMinutes(2));

    assertThat(output.getOut().split("has to wait for a copy that sees the spool", -1)).hasSize(2);
    assertThat(output).contains("1 delivery has to wait").contains(EAST.place());
    UUID next = open(west);
    await().until(() -> by.containsKey(next));
    assertThat(by).doesNotContainKey(id);
    copy("east again", EAST);
    awaitDone(west);
    assertThat(by).containsEntry(id, "east again");
  }

  @Test
  void theSameFileAtAnotherCopyTakesThePlaceOfBytesThatNobodySees() {
    ConfigurableApplicationContext west = copy("west", WEST);
    ConfigurableApplicationContext east = copy("east", EAST);
    east.getBean(Scheduler.class).pause();
    NewDelivery photo = Photos.photo(42);
    UUID id = east.getBean(IntakeLedger.class).open(photo, Photos.arrival()).deliveryId();
    DeliveryLedger late = east.getBean(DeliveryLedger.class);
    Delivery before = late.find(id).orElseThrow();
    NewDelivery again = againOf(photo);

    Opening whileItIsThere = west.getBean(IntakeLedger.class).open(again, Photos.arrival());
    jdbc(west)
        .sql("update spool set seen_at = ? where id = 'east'")
        .param(LedgerRows.timestamp(Instant.now().minusSeconds(3600)))
        .update();
    Opening whenItIsGone = west.getBean(IntakeLedger.class).open(again, Photos.arrival());

    assertThat(whileItIsThere.keepsBytes()).isFalse();
    assertThat(whenItIsGone.keepsBytes()).isTrue();
    assertThat(whenItIsGone.deliveryId()).isEqualTo(id);
    awaitDone(west);
    assertThat(by).isEqualTo(Map.of(id, "west"));
    assertThat(late.find(id).orElseThrow().attachments().get(0).spoolKey())
        .isEqualTo(again.attachments().get(0).spoolKey());
    assertThatThrownBy(() -> late.intendsToAssociate(before, Instant.now(), Instant.now()))
        .isInstanceOf(LeaseLost.class);
  }

  private static NewDelivery againOf(NewDelivery photo) {
    Attachment file = photo.attachments().get(0);
    Attachment copy =
        new Attachment(
            UUID.randomUUID(),
            0,
            file.name(),
            file.contentType(),
            file.size(),
            file.sha256(),
            UUID.randomUUID().toString(),
            file.protocol(),
            null,
            file.segments());
    return new NewDelivery(
        photo.destination(),
        photo.projectId(),
        photo.target(),
        photo.contentKey(),
        photo.fields(),
        photo.said(),
        List.of(copy));
  }
}
