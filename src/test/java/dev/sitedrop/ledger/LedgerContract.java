package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.zaxxer.hikari.HikariDataSource;
import dev.sitedrop.LedgerAlone;
import dev.sitedrop.ledger.Opening.Outcome;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger promises, on whatever database. */
@SpringBootTest(
    classes = LedgerAlone.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.autoconfigure.exclude=org.apache.camel.spring.boot.CamelAutoConfiguration",
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.file.name=",
      "spring.datasource.hikari.maximum-pool-size=12",
      "db-scheduler.polling-interval=1h",
      "db-scheduler.immediate-execution-enabled=false"
    })
@DirtiesContext
abstract class LedgerContract {
  private static final List<StoragePlace> PLACES =
      List.of(
          new StoragePlace("https://a", Map.of(), null),
          new StoragePlace("https://b", Map.of(), null));
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Autowired private IntakeLedger intake;
  @Autowired private DeliveryLedger deliveries;
  @Autowired private UploadLedger uploads;
  @Autowired private ArrivalLedger arrivals;
  @Autowired private Scheduler scheduler;
  @Autowired private LaneSchedulers schedulers;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource pool;
  @Autowired private TransactionTemplate transaction;
  @Autowired private ImageFormLedger imageForms;

  private final String content = hash();

  private static String hash() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }

  /** What is due stays as it is, to be looked at. */
  @BeforeEach
  void nothingIsCarriedOut() {
    scheduler.pause();
    schedulers.of("elsewhere").pause();
  }

  private static Attachment file(String sha256) {
    return new Attachment(
        UUID.randomUUID(),
        0,
        "crane é.jpg",
        "image/jpeg",
        7_000_000,
        sha256,
        UUID.randomUUID().toString(),
        UploadProtocol.SEGMENTED,
        null,
        List.of(
            new Segment(0, 0, 5_000_000, hash()), new Segment(1, 5_000_000, 2_000_000, hash())));
  }

  private NewDelivery photo(String fields) {
    return new NewDelivery(
        "here", 42, Target.IMAGE, content, fields, fields, List.of(file(content)));
  }

  private static Arrival arrival() {
    return new Arrival(
        UUID.randomUUID(), "inbox", "folder", "42/crane.jpg", "{}", hash(), NOW, false, "");
  }

  private Delivery read(Opening opening) {
    return deliveries.find(opening.deliveryId()).orElseThrow();
  }

  @Test
  void opensADeliveryWithEverythingThatWasOffered() {
    NewDelivery wanted = photo("{\"description\":\"x\"}");

    Opening opening = intake.open(wanted, arrival());

    assertThat(opening.outcome()).isEqualTo(Outcome.OPENED);
    Delivery delivery = read(opening);
    assertThat(delivery.projectId()).isEqualTo(42);
    assertThat(delivery.fields()).isEqualTo("{\"description\":\"x\"}");
    assertThat(delivery.openedAt()).isEqualTo(NOW);
    assertThat(delivery.stage()).isEqualTo(DeliveryStage.OPEN);
    assertThat(delivery.attachments())
        .singleElement()
        .usingRecursiveComparison()
        .ignoringFields("lease")
        .isEqualTo(wanted.attachments().get(0));
  }

  @Test
  void knowsTheSameContentAgain() {
    Opening first = intake.open(photo("{}"), arrival());
    Opening second = intake.open(photo("{}"), arrival());

    assertThat(second.outcome()).isEqualTo(Outcome.KNOWN);
    assertThat(second.arrival().duplicate()).isTrue();
    assertThat(second.deliveryId()).isEqualTo(first.deliveryId());
    assertThat(arrivals.unsettledOf(first.deliveryId())).hasSize(2);
  }

  @Test
  void tellsWhichFieldsOfARepeatedContentAreNotSent() {
    intake.open(photo("{\"description\":\"x\",\"private\":true}"), arrival());
    Opening second =
        intake.open(photo("{\"description\":\"y\",\"private\":true,\"starred\":true}"), arrival());

    assertThat(second.arrival().unsent()).isEqualTo("description, starred");
    assertThat(arrivals.unsettledOf(second.deliveryId()))
        .extracting(Arrival::unsent)
        .containsExactlyInAnyOrder("", "description, starred");
  }

  @Test
  void anotherProjectTargetOrDestinationIsAnotherDelivery() {
    List<Attachment> files = List.of(file(content));
    List<NewDelivery> all =
        List.of(
            new NewDelivery("here", 42, Target.IMAGE, content, "{}", "{}", files),
            new NewDelivery("here", 43, Target.IMAGE, content, "{}", "{}", List.of(file(content))),
            new NewDelivery(
                "here", 42, Target.ACCIDENT_LOG, content, "{}", "{}", List.of(file(content))),
            new NewDelivery(
                "there", 42, Target.IMAGE, content, "{}", "{}", List.of(file(content))));

    assertThat(all)
        .allSatisfy(
            wanted ->
                assertThat(intake.open(wanted, arrival()).outcome()).isEqualTo(Outcome.OPENED));
  }

  @Test
  void anArrivalThatComesAgainBeforeItWasSettledIsTheSame() {
    Arrival arrival = arrival();
    Opening first = intake.open(photo("{}"), arrival);
    Arrival again =
        new Arrival(
            UUID.randomUUID(), "inbox", "folder", "x", "{}", arrival.fingerprint(), NOW, false, "");

    Opening second = intake.open(photo("{}"), again);

    assertThat(second.outcome()).isEqualTo(Outcome.REPEATED);
    assertThat(second.arrival()).isEqualTo(first.arrival());
    assertThat(intake.findUnsettled(arrival.fingerprint())).isPresent();

    arrivals.settled(first.arrival(), NOW);
    assertThat(intake.findUnsettled(arrival.fingerprint())).isEmpty();
    assertThat(arrivals.unsettledOf(first.deliveryId())).isEmpty();
  }

  @Test
  void theRuleThatWasUsedStaysWrittenDown() {
    Arrival byRule =
        new Arrival(UUID.randomUUID(), "inbox", "folder", "x", "{}", hash(), NOW, false, "", 2);

    Opening opening = intake.open(photo("{}"), byRule);

    assertThat(opening.arrival().rule()).isEqualTo(2);
    assertThat(arrivals.unsettledOf(opening.deliveryId()))
        .singleElement()
        .extracting(Arrival::rule)
        .isEqualTo(2);
  }

  @Test
  void everyStepIsReadAsItWasWritten() {
    Delivery delivery = read(intake.open(photo("{}"), arrival()));
    Attachment file = delivery.attachments().get(0);

    uploads.uploadCreated(
        file,
        "01UUID",
        NOW.plusSeconds(60),
        NOW.plusSeconds(600),
        List.of(
            new StoragePlace("https://a", Map.of(), null),
            new StoragePlace("https://b", Map.of("h", "v"), null)));
    uploads.segmentStored(file, file.segments().get(1), "etag");
    assertAsWritten(delivery);

    uploads.segmentStored(file, file.segments().get(0), "etag2");
    uploads.uploadCompleted(file, NOW, false);
    uploads.uploaded(file);
    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(5));
    assertAsWritten(delivery);

    deliveries.associated(delivery, 17L, "https://c", null, NOW);
    assertAsWritten(delivery);
    assertThat(file.segments()).allSatisfy(segment -> assertThat(segment.url()).isNull());
  }

  /** Else as many attempts as there are workers could wait for each other's connections. */
  @Test
  void aDeliveryIsReadWithOneConnection() throws Exception {
    UUID id = intake.open(photo("{}"), arrival()).deliveryId();
    int all = pool.unwrap(HikariDataSource.class).getMaximumPoolSize();
    List<Connection> others = new ArrayList<>();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      while (others.size() < all - 1) {
        others.add(pool.getConnection());
      }
      assertThat(reader.submit(() -> deliveries.find(id)))
          .succeedsWithin(Duration.ofSeconds(5))
          .satisfies(found -> assertThat(found).isPresent());
    } finally {
      for (Connection other : others) {
        other.close();
      }
      reader.shutdown();
    }
  }

  private void assertAsWritten(Delivery delivery) {
    assertThat(deliveries.find(delivery.id()).orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("intendedJustNow", "finishedNow", "provedBefore", "log")
        .isEqualTo(delivery);
  }

  @Test
  void anUploadThatIsLostIsForgotten() {
    Delivery delivery = read(intake.open(photo("{}"), arrival()));
    Attachment file = delivery.attachments().get(0);
    uploads.uploadCreated(file, "01UUID", NOW, NOW, PLACES);
    uploads.segmentStored(file, file.segments().get(0), "etag");

    uploads.uploadLost(file);

    assertThat(file.hasUpload()).isFalse();
    assertThat(file.segmentsToStore()).hasSize(2);
    Attachment read = deliveries.find(delivery.id()).orElseThrow().attachments().get(0);
    assertThat(read.hasUpload()).isFalse();
    assertThat(read.segmentsToStore()).hasSize(2);
  }

  @Test
  void aFailedDeliveryIsTriedAgainWithTheCorrectedFieldsAndWhatIsProved() {
    Delivery failed = read(intake.open(photo("{\"wrong\":1}"), arrival()));
    uploads.uploadCreated(failed.attachments().get(0), "01UUID", NOW, NOW, PLACES);
    deliveries.failed(failed, "422", NOW);
    NewDelivery corrected = photo("{\"right\":1}");

    Opening opening = intake.open(corrected, arrival());

    assertThat(opening.outcome()).isEqualTo(Outcome.REOPENED);
    Delivery reopened = read(opening);
    assertThat(reopened.stage()).isEqualTo(DeliveryStage.OPEN);
    assertThat(reopened.fields()).isEqualTo("{\"right\":1}");
    assertThat(reopened.reason()).isNull();
    assertThat(reopened.attachments().get(0).uploadUuid()).isEqualTo("01UUID");
    assertThat(reopened.attachments().get(0).spoolKey())
        .isEqualTo(corrected.attachments().get(0).spoolKey());
  }

  @Test
  void whatIsMadeIsNeverSentAgainHoweverOftenItIsTakenUp() {
    Delivery delivery = read(intake.open(photo("{}"), arrival()));
    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(15));
    deliveries.made(delivery, 7L, "https://l", NOW.plusSeconds(30));
    assertAsWritten(delivery);
    assertThat(delivery.isIntendedJustNow()).isFalse();
    deliveries.intendsToRepair(delivery, NOW, NOW.plusSeconds(45));
    assertAsWritten(delivery);
    deliveries.failed(delivery, "without its photos", NOW);

    Delivery reopened = read(intake.open(photo("{}"), arrival()));

    assertThat(reopened.stage()).isEqualTo(DeliveryStage.MADE);
    assertThat(reopened.resourceId()).isEqualTo(7);
    assertThat(reopened.isRepairIntended()).isTrue();
    assertThat(reopened.reopened()).isEqualTo(1);
    deliveries.associated(reopened, 7L, "https://l", "called otherwise", NOW);
    assertAsWritten(reopened);
  }

  @Test
  void theUndecidedComesAgainAndProcoreIsAskedFirst() {
    Delivery delivery = read(intake.open(photo("{}"), arrival()));
    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(15));
    deliveries.undecided(delivery, "It may be in Procore", NOW);
    assertAsWritten(delivery);

    Delivery reopened = read(intake.open(photo("{}"), arrival()));

    assertThat(reopened.stage()).isEqualTo(DeliveryStage.ASSOCIATING);
    assertThat(reopened.intendedAt()).isEqualTo(NOW);
    assertThat(reopened.isUndecided()).isFalse();
  }

  @Test
  void thatAnAnswerWasLostStaysWrittenDownWhenProcoresSilenceIsBelieved() {
    Delivery delivery = read(intake.open(photo("{}"), arrival()));
    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(15));
    deliveries.absent(delivery);
    assertAsWritten(delivery);
    assertThat(delivery.isToBeSent()).isTrue();
    deliveries.intendsToAssociate(delivery, NOW.plusSeconds(60), NOW.plusSeconds(75));
    assertAsWritten(delivery);
    assertThat(delivery.intendedAt()).as("since when it may be there").isEqualTo(NOW);
    deliveries.absent(delivery);
    deliveries.failed(delivery, "403", NOW);
    assertThat(delivery.isPerhapsThere()).isTrue();

    Delivery reopened = read(intake.open(photo("{}"), arrival()));

    assertThat(reopened.stage()).isEqualTo(DeliveryStage.ASSOCIATING);
    assertThat(reopened.absenceCountsFrom()).isEqualTo(NOW.plusSeconds(75));
  }

  @Test
  void whoeverGivesTheOldFileBackSettlesNoNewArrival() {
    Delivery failed = read(intake.open(photo("{}"), arrival()));
    deliveries.failed(failed, "422", NOW);
    Lease givingBack = failed.lease();

    intake.open(photo("{}"), arrival());

    assertThatThrownBy(() -> deliveries.find(givingBack)).isInstanceOf(LeaseLost.class);
  }

  @Test
  void twoUnsettledArrivalsOfOneThingAreNoTrouble() {
    Arrival first = arrival();
    intake.open(photo("{}"), first);
    jdbc.sql(
            "insert into arrival (id, delivery_id, source, settlement, name, origin, fingerprint,"
                + " arrived_at, duplicate, unsent) select ?, delivery_id, source, settlement, name,"
                + " origin, fingerprint, ?, duplicate, unsent from arrival where id = ?")
        .params(UUID.randomUUID(), LedgerRows.timestamp(NOW.plusSeconds(1)), first.id())
        .update();

    assertThat(intake.findUnsettled(first.fingerprint()))
        .hasValueSatisfying(opening -> assertThat(opening.arrival().id()).isEqualTo(first.id()));
  }

  @Test
  void theFormOfImagesIsRememberedOfEachDestination() {
    assertThat(imageForms.of("here")).isEmpty();
    assertThat(imageForms.learn("here", ImageForm.REFERENCE)).isTrue();
    assertThat(imageForms.learn("here", ImageForm.REFERENCE)).isFalse();
    assertThat(imageForms.learn("there", ImageForm.GUIDE)).isTrue();

    ImageFormLedger ofAnotherCopy = new ImageFormLedger(jdbc, transaction);
    assertThat(ofAnotherCopy.of("here")).contains(ImageForm.REFERENCE);
    assertThat(ofAnotherCopy.learn("here", ImageForm.REFERENCE)).isFalse();
    assertThat(ofAnotherCopy.learn("here", ImageForm.GUIDE)).isTrue();
    assertThat(ofAnotherCopy.of("here")).contains(ImageForm.GUIDE);
  }

  /** A photo's JPEG is made anew, and comes out differently. */
  private NewDelivery photoAsOtherBytes() {
    return new NewDelivery("here", 42, Target.IMAGE, content, "{}", "{}", List.of(file(hash())));
  }

  @Test
  void aFailedDeliveryWhoseBytesAreOthersNowIsUploadedAnew() {
    Delivery failed = read(intake.open(photo("{}"), arrival()));
    uploads.uploadCreated(failed.attachments().get(0), "01UUID", NOW, NOW, PLACES);
    deliveries.failed(failed, "422", NOW);
    NewDelivery again = photoAsOtherBytes();

    Opening opening = intake.open(again, arrival());

    assertThat(opening.outcome()).isEqualTo(Outcome.REOPENED);
    assertThat(read(opening).attachments())
        .singleElement()
        .usingRecursiveComparison()
        .ignoringFields("lease")
        .isEqualTo(again.attachments().get(0));
  }

  @Test
  void whatMayBeInProcoreAlreadyIsLookedForByTheUploadThatWasSent() {
    Delivery failed = read(intake.open(photo("{}"), arrival()));
    uploads.uploadCreated(failed.attachments().get(0), "01UUID", NOW, NOW, PLACES);
    deliveries.intendsToAssociate(failed, NOW, NOW);
    deliveries.failed(failed, "no answer for three days", NOW);

    Opening opening = intake.open(photoAsOtherBytes(), arrival());

    assertThat(read(opening).isAssociationUncertain()).isTrue();
    assertThat(read(opening).attachments().get(0).uploadUuid()).isEqualTo("01UUID");
    assertThat(read(opening).attachments().get(0).sha256()).isEqualTo(content);
  }

  @Test
  void anUncertainAssociationStaysUncertainWhenItIsTriedAgain() {
    Delivery failed = read(intake.open(photo("{}"), arrival()));
    deliveries.intendsToAssociate(failed, NOW, NOW);
    deliveries.failed(failed, "no answer for three days", NOW);

    Opening opening = intake.open(photo("{}"), arrival());

    assertThat(read(opening).isAssociationUncertain()).isTrue();
    assertThat(read(opening).intendedAt()).isEqualTo(NOW);
  }

  @Test
  void bytesAreNeededUntilTheDeliveryIsDone() {
    Delivery delivery = read(intake.open(photo("{}"), arrival()));
    String key = delivery.attachments().get(0).spoolKey();

    assertThat(arrivals.needsBytes(key)).isTrue();
    assertThat(arrivals.needsBytes("another")).isFalse();

    deliveries.associated(delivery, 17L, null, null, NOW);
    assertThat(arrivals.needsBytes(key)).isFalse();
  }

  @Test
  void aDeliveryIsDueOnceHoweverOftenItArrives() {
    Opening opening = intake.open(photo("{}"), arrival());
    intake.open(photo("{}"), arrival());

    assertThat(
            scheduler.getScheduledExecutionsForTask("delivery").stream()
                .filter(
                    due -> due.getTaskInstance().getId().equals(opening.deliveryId().toString())))
        .hasSize(1);
  }

  @Test
  void aDeliveryWaitsInTheLaneOfItsDestination() {
    UUID here = intake.open(photo("{}"), arrival()).deliveryId();
    NewDelivery other =
        new NewDelivery(
            "somewhere else", 42, Target.IMAGE, content, "{}", "{}", List.of(file(content)));
    UUID elsewhere = intake.open(other, arrival()).deliveryId();

    assertThat(laneOf(here)).isEmpty();
    assertThat(laneOf(elsewhere)).isEqualTo("elsewhere");
  }

  private String laneOf(UUID id) {
    return jdbc.sql("select lane from scheduled_tasks where task_instance = ?")
        .param(id.toString())
        .query(String.class)
        .single();
  }

  @Test
  void anAccidentLogThatHasJustArrivedGoesBeforeOldPhotos() {
    UUID photo = intake.open(photo("{}"), arrival()).deliveryId();
    NewDelivery accident =
        new NewDelivery(
            "here", 42, Target.ACCIDENT_LOG, content, "{}", "{}", List.of(file(content)));
    UUID id = intake.open(accident, arrival()).deliveryId();

    List<String> inOrder =
        jdbc.sql("select task_instance from scheduled_tasks order by priority desc, execution_time")
            .query(String.class)
            .list();
    assertThat(inOrder.indexOf(id.toString())).isLessThan(inOrder.indexOf(photo.toString()));
  }

  @Test
  void ofManyAtTheSameMomentOneOpensTheDelivery() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Outcome> offer = () -> intake.open(photo("{}"), arrival()).outcome();
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one :
          threads.invokeAll(Stream.generate(() -> offer).limit(16).toList())) {
        outcomes.add(one.get());
      }

      assertThat(outcomes).containsOnlyOnce(Outcome.OPENED);
      assertThat(outcomes).filteredOn(Outcome.KNOWN::equals).hasSize(15);
    } finally {
      threads.shutdown();
    }
  }
}
