package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.LedgerAlone;
import dev.sitedrop.ledger.LetterItem.State;
import dev.sitedrop.ledger.Opening.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What leaves the ledger when its time is up, and what stays, on whatever database. */
@SpringBootTest(
    classes = LedgerAlone.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.autoconfigure.exclude=org.apache.camel.spring.boot.CamelAutoConfiguration",
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.file.name=",
      "ledger.keep-delivered=90d",
      "db-scheduler.polling-interval=1h",
      "db-scheduler.immediate-execution-enabled=false"
    })
@DirtiesContext
abstract class RetentionContract {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(91));
  private static final Instant LONGER_AGO = NOW.minus(Duration.ofDays(366));

  @Autowired private IntakeLedger intake;
  @Autowired private DeliveryLedger deliveries;
  @Autowired private ArrivalLedger arrivals;
  @Autowired private LetterLedger letters;
  @Autowired private ShownPictures pictures;
  @Autowired private Retention retention;
  @Autowired private Purge purge;
  @Autowired private Scheduler scheduler;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transaction;

  @BeforeEach
  void anEmptyLedger() {
    scheduler.pause();
    for (String table :
        List.of(
            "attempt",
            "intervention",
            "segment",
            "attachment",
            "arrival",
            "delivery",
            "scheduled_tasks",
            "letter_item")) {
      jdbc.sql("delete from " + table).update();
    }
    jdbc.sql("delete from letter").update();
  }

  private int count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
  }

  private UUID delivered(NewDelivery photo, Instant at) {
    Opening opening = intake.open(photo, Photos.arrival());
    Delivery delivery = deliveries.find(opening.deliveryId()).orElseThrow();
    deliveries.associated(delivery, 17L, null, null, at);
    arrivals.settled(opening.arrival(), at);
    return delivery.id();
  }

  private Delivery opened() {
    return deliveries
        .find(intake.open(Photos.photo(42), Photos.arrival()).deliveryId())
        .orElseThrow();
  }

  private void settleAll() {
    jdbc.sql("update arrival set settled_at = current_timestamp").update();
  }

  private List<UUID> left() {
    return jdbc.sql("select id from delivery").query(UUID.class).list();
  }

  @Test
  void whatWasDeliveredLeavesWithAllThatBelongsToIt() throws InterruptedException {
    delivered(Photos.photo(42), LONG_AGO);
    UUID younger = delivered(Photos.photo(42), NOW.minus(Duration.ofDays(89)));

    retention.purge(NOW);

    assertThat(left()).containsExactly(younger);
    assertThat(List.of(count("attachment"), count("segment"), count("arrival")))
        .containsExactly(1, 1, 1);
  }

  @Test
  void whatIsUnderWayStaysHoweverOldItIs() throws InterruptedException {
    Delivery open = opened();
    settleAll();

    retention.purge(NOW.plus(Duration.ofDays(10_000)));

    assertThat(left()).containsExactly(open.id());
  }

  @Test
  void aDeliveryStaysAsLongAsASenderHasNoReceipt() throws InterruptedException {
    NewDelivery photo = Photos.photo(42);
    UUID id = delivered(photo, LONG_AGO);
    Opening again = intake.open(photo, Photos.arrival());
    assertThat(again.outcome()).isEqualTo(Outcome.KNOWN);

    retention.purge(NOW);
    assertThat(left()).containsExactly(id);

    arrivals.settled(again.arrival(), NOW);
    retention.purge(NOW);
    assertThat(left()).isEmpty();
  }

  @Test
  void theSameContentIsANewDeliveryAfterwards() throws InterruptedException {
    NewDelivery photo = Photos.photo(42);
    UUID before = delivered(photo, LONG_AGO);
    retention.purge(NOW);

    Opening again = intake.open(photo, Photos.arrival());

    assertThat(again.outcome()).isEqualTo(Outcome.OPENED);
    assertThat(again.deliveryId()).isNotEqualTo(before);
  }

  @Test
  void whatHasFailedStaysLonger() throws InterruptedException {
    Delivery failed = opened();
    deliveries.failed(failed, "422", LONG_AGO);
    settleAll();

    retention.purge(NOW);
    assertThat(left()).containsExactly(failed.id());

    retention.purge(NOW.plus(Duration.ofDays(275)));
    assertThat(left()).isEmpty();
  }

  @Test
  void whatProcoreMayHaveAlreadyStaysForEver() throws InterruptedException {
    Delivery doubtful = opened();
    deliveries.intendsToAssociate(doubtful, LONGER_AGO, LONGER_AGO);
    deliveries.failed(doubtful, "no answer for three days", LONGER_AGO);
    settleAll();

    retention.purge(NOW);

    assertThat(left()).containsExactly(doubtful.id());
  }

  @Test
  void forEverMeansThat() throws InterruptedException {
    UUID id = delivered(Photos.photo(42), Instant.EPOCH);
    LedgerSettings forEver =
        new LedgerSettings(
            0,
            10,
            Duration.ofSeconds(5),
            6,
            Duration.ofSeconds(30),
            Keep.valueOf("forever"),
            Keep.valueOf("forever"),
            Keep.valueOf("7d"));

    new Retention(purge, forEver).purge(NOW);

    assertThat(left()).containsExactly(id);
  }

  @Test
  void manyLeaveInSmallSteps() throws InterruptedException {
    for (int i = 0; i < 7; i++) {
      delivered(Photos.photo(42), LONG_AGO.minusSeconds(i));
    }

    assertThat(purge.delivered(NOW, 3)).isEqualTo(3);
    assertThat(purge.delivered(NOW, 3)).isEqualTo(3);
    assertThat(purge.delivered(NOW, 3)).isEqualTo(1);
    assertThat(purge.delivered(NOW, 3)).isZero();
  }

  @Test
  void whatSomebodyHasLockedIsPassedOverWithoutWaiting() throws Exception {
    UUID locked = delivered(Photos.photo(42), LONG_AGO);
    delivered(Photos.photo(42), LONG_AGO);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql("select id from delivery where id = ? for update")
                .param(locked)
                .query(UUID.class)
                .single();
            Future<Integer> purged = other.submit(() -> purge.delivered(NOW, 100));
            assertThat(purged).succeedsWithin(Duration.ofSeconds(2)).isEqualTo(1);
          });
    } finally {
      other.shutdown();
    }
    assertThat(left()).containsExactly(locked);
  }

  @Test
  void whatArrivedBetweenTheLookAndTheLockKeepsItsDelivery() {
    NewDelivery photo = Photos.photo(42);
    UUID id = delivered(photo, LONG_AGO);
    intake.open(photo, Photos.arrival());

    assertThat(transaction.<Integer>execute(status -> purge.remove(List.of(id)))).isZero();

    assertThat(left()).containsExactly(id);
    assertThat(count("arrival")).isEqualTo(2);
  }

  /** Whoever comes first: the arrival leads to a delivery that is there. */
  @Test
  void whatArrivesAtThatMomentIsNotLost() throws Exception {
    List<NewDelivery> photos = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      photos.add(Photos.photo(42));
      delivered(photos.get(i), LONG_AGO);
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<UUID>> work = new ArrayList<>();
      for (NewDelivery photo : photos) {
        work.add(
            () -> {
              purge.delivered(NOW, 2);
              return null;
            });
        work.add(() -> intake.open(photo, Photos.arrival()).arrival().id());
      }
      for (Future<UUID> one : threads.invokeAll(work)) {
        UUID arrival = one.get(1, TimeUnit.MINUTES);
        assertThat(arrival == null || arrivals.isKnown(arrival)).isTrue();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(count("delivery")).isEqualTo(40);
    assertThat(count("scheduled_tasks")).isGreaterThanOrEqualTo(40);
  }

  private Letter letter(State state, Instant filed) {
    Letter letter =
        new Letter(
            UUID.randomUUID(),
            "mail",
            Photos.hash(),
            "ann@example.com",
            "Crane",
            "<a@b>",
            "",
            1000,
            LONGER_AGO,
            true,
            null,
            null,
            null,
            null);
    letters.open(letter, List.of(new LetterItem(0, "a.jpg", state, "", null)));
    letters.taken(letter.id(), LONGER_AGO);
    pictures.isRepeated("mail", "ann@example.com", Photos.hash(), letter.key());
    if (filed != null) {
      letters.filed(letter.id(), filed);
    }
    return letter;
  }

  @Test
  void aMailLeavesWhenItLiesWhereItShallStay() throws InterruptedException {
    jdbc.sql("delete from shown_picture").update();
    Letter filed = letter(State.DELIVERED, LONG_AGO);
    Letter stuck = letter(State.DELIVERED, null);
    Letter refused = letter(State.REFUSED, LONG_AGO);

    retention.purge(NOW);

    assertThat(letters.find("mail", filed.key())).isEmpty();
    assertThat(letters.find("mail", stuck.key())).isPresent();
    assertThat(letters.find("mail", refused.key())).isPresent();
    assertThat(count("letter_item")).isEqualTo(2);
    assertThat(count("shown_picture")).isEqualTo(2);

    retention.purge(NOW.plus(Duration.ofDays(275)));
    assertThat(letters.find("mail", refused.key())).isEmpty();
    assertThat(letters.find("mail", stuck.key())).isPresent();
  }
}
