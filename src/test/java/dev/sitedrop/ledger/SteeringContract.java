package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.LedgerAlone;
import dev.sitedrop.ledger.view.AttemptRecord;
import dev.sitedrop.ledger.view.BacklogShare;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryHistory;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryPage;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.DeliverySummary;
import dev.sitedrop.ledger.view.Intervention;
import dev.sitedrop.ledger.view.PageKey;
import dev.sitedrop.ledger.view.Refusal;
import dev.sitedrop.ledger.view.RefusalFilter;
import dev.sitedrop.ledger.view.RefusalList;
import dev.sitedrop.ledger.view.RefusalPage;
import dev.sitedrop.ledger.view.Tallies;
import dev.sitedrop.ledger.view.Tally;
import dev.sitedrop.ledger.view.Throughput;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** What people see of the ledger, and what they can do about deliveries, on whatever database. */
@SpringBootTest(
    classes = LedgerAlone.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.autoconfigure.exclude=org.apache.camel.spring.boot.CamelAutoConfiguration",
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.file.name=",
      "db-scheduler.polling-interval=1h",
      "db-scheduler.immediate-execution-enabled=false"
    })
@DirtiesContext
abstract class SteeringContract {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Autowired private IntakeLedger intake;
  @Autowired private DeliveryLedger deliveries;
  @Autowired private UploadLedger uploads;
  @Autowired private ArrivalLedger arrivals;
  @Autowired private AttemptLedger attempts;
  @Autowired private DeliverySteering steering;
  @Autowired private DeliveryList list;
  @Autowired private DeliveryHistory history;
  @Autowired private Tallies tallies;
  @Autowired private RefusalLedger refusals;
  @Autowired private RefusalList refusalList;
  @Autowired private Scheduler scheduler;
  @Autowired private JdbcClient jdbc;

  @BeforeEach
  void anEmptyLedger() {
    scheduler.pause();
    for (String table :
        List.of(
            "refusal",
            "attempt",
            "intervention",
            "segment",
            "attachment",
            "arrival",
            "delivery",
            "scheduled_tasks")) {
      jdbc.sql("delete from " + table).update();
    }
  }

  private Delivery opened(long project) {
    return deliveries
        .find(intake.open(Photos.photo(project), Photos.arrival()).deliveryId())
        .orElseThrow();
  }

  /** As the schedule leaves it when all is settled. */
  private Delivery failed(long project) {
    Delivery delivery = opened(project);
    deliveries.failed(delivery, "Procore refused it", NOW);
    settled(delivery);
    return delivery;
  }

  private void settled(Delivery delivery) {
    arrivals.unsettledOf(delivery.id()).forEach(arrival -> arrivals.settled(arrival, NOW));
    jdbc.sql("delete from scheduled_tasks where task_instance = ?")
        .param(delivery.id().toString())
        .update();
  }

  private Delivery read(Delivery delivery) {
    return deliveries.find(delivery.id()).orElseThrow();
  }

  private boolean isDue(Delivery delivery) {
    return jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
            .param(delivery.id().toString())
            .query(Integer.class)
            .single()
        == 1;
  }

  private DeliveryState state(Delivery delivery) {
    return list.find(delivery.id()).orElseThrow().state();
  }

  private static DeliveryFilter inProject(Long project) {
    return new DeliveryFilter(null, project, null, null, null, null, null);
  }

  private static DeliveryFilter with(String text) {
    return new DeliveryFilter(null, null, null, null, text, null, null);
  }

  @Test
  void aFailedDeliveryIsTriedAgainAndItsSenderIsToldAnew() {
    Delivery delivery = failed(42);

    steering.retry(delivery.id(), "ann");

    assertThat(read(delivery).stage()).isEqualTo(DeliveryStage.OPEN);
    assertThat(read(delivery).reason()).isNull();
    assertThat(isDue(delivery)).isTrue();
    assertThat(arrivals.unsettledOf(delivery.id())).hasSize(1);
    assertThat(history.interventions(delivery.id()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.who()).isEqualTo("ann");
              assertThat(one.kind()).isEqualTo(Intervention.Kind.RETRIED);
            });
  }

  @Test
  void procoreIsAskedFirstIfItMayHaveWhatIsTriedAgain() {
    Delivery delivery = opened(42);
    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(15));
    deliveries.undecided(delivery, "It may be in Procore", NOW);

    steering.retry(delivery.id(), "ann");

    assertThat(read(delivery).stage()).isEqualTo(DeliveryStage.ASSOCIATING);
  }

  @Test
  void onlyAPersonWhoHasLookedHasTheUndecidedSentAgain() {
    Delivery delivery = opened(42);
    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(15));
    deliveries.undecided(delivery, "It may be in Procore", NOW);
    assertThat(read(delivery).isUndecided()).isTrue();
    assertThat(read(delivery).intendedAt()).isEqualTo(NOW);

    steering.sendAgain(delivery.id(), "ann");

    assertThat(read(delivery).stage()).isEqualTo(DeliveryStage.OPEN);
    assertThat(read(delivery).isUndecided()).isFalse();
    assertThat(isDue(delivery)).isTrue();
    assertThat(history.interventions(delivery.id()))
        .singleElement()
        .satisfies(one -> assertThat(one.kind()).isEqualTo(Intervention.Kind.SENT_AGAIN));
  }

  @Test
  void whatHasFailedIsNotSentAgainUnasked() {
    Delivery delivery = failed(42);

    assertThatThrownBy(() -> steering.sendAgain(delivery.id(), "ann"))
        .isInstanceOf(CannotSteer.class)
        .hasMessageContaining("Try it again instead");
  }

  @Test
  void whoeverGivesTheFileBackAtThatMomentWritesNothingMore() {
    Delivery delivery = opened(42);
    deliveries.failed(delivery, "Procore refused it", NOW);
    Lease before = delivery.lease();

    steering.retry(delivery.id(), "ann");

    assertThatThrownBy(() -> deliveries.find(before)).isInstanceOf(LeaseLost.class);
  }

  @Test
  void whatProcoreHasIsNeitherTriedAgainNorDiscarded() {
    Delivery delivery = opened(42);
    deliveries.associated(delivery, 17L, null, null, NOW);

    assertThatThrownBy(() -> steering.retry(delivery.id(), "ann"))
        .isInstanceOf(CannotSteer.class)
        .hasMessageContaining("Procore has it already");
    assertThatThrownBy(() -> steering.discard(delivery.id(), "wrong", "ann"))
        .isInstanceOf(CannotSteer.class);
    assertThat(history.interventions(delivery.id())).isEmpty();
  }

  @Test
  void whatWaitsDoesNotWaitAnyLonger() {
    Delivery delivery = opened(42);
    jdbc.sql("update scheduled_tasks set execution_time = ?")
        .param(LedgerRows.timestamp(NOW.plus(Duration.ofHours(1))))
        .update();
    assertThat(list.find(delivery.id()).orElseThrow().dueAt()).isAfter(NOW.plusSeconds(3000));

    steering.retry(delivery.id(), "ann");

    assertThat(list.find(delivery.id()).orElseThrow().dueAt()).as("due now").isNull();
  }

  @Test
  void itsPlaceAmongOthersIsNotTakenForATime() {
    Delivery delivery = opened(42);
    assertThat(
            jdbc.sql("select execution_time from scheduled_tasks")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant())
        .as("its place in the fair order")
        .isBefore(delivery.openedAt());

    assertThat(list.find(delivery.id()).orElseThrow().dueAt()).isNull();
  }

  @Test
  void aDiscardedDeliveryTellsWhenThatWas() {
    Delivery delivery = opened(42);
    deliveries.failed(delivery, "Procore refused it", NOW.minusSeconds(60));
    settled(delivery);
    Instant before = Instant.now().minusMillis(1);

    steering.discard(delivery.id(), "a test photo", "ann");

    DeliverySummary summary = list.find(delivery.id()).orElseThrow();
    assertThat(summary.finishedAt()).isEqualTo(NOW.minusSeconds(60));
    assertThat(summary.discardedAt()).isBetween(before, Instant.now());
    steering.retry(delivery.id(), "ann");
    assertThat(list.find(delivery.id()).orElseThrow().discardedAt()).isNull();
  }

  @Test
  void attemptsAreNumberedAsPeopleCountThem() {
    Delivery delivery = opened(42);
    for (int tried = 0; tried < 3; tried++) {
      for (int leases = 0; leases < 3; leases++) { // it was not its turn
        jdbc.sql("update delivery set lease = lease + 1").update();
      }
      delivery.log().sends("POST /rest/v1.0/images").answered(502);
      attempts.ended(delivery, "host-1");
    }

    assertThat(history.attempts(delivery.id()))
        .extracting(AttemptRecord::number)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void aDiscardedDeliveryIsLeftAtThatUntilItComesAgain() {
    NewDelivery photo = Photos.photo(42);
    Delivery delivery =
        deliveries.find(intake.open(photo, Photos.arrival()).deliveryId()).orElseThrow();
    deliveries.failed(delivery, "Procore refused it", NOW);
    settled(delivery);

    steering.discard(delivery.id(), "a test photo", "ann");

    assertThat(state(delivery)).isEqualTo(DeliveryState.DISCARDED);
    assertThat(list.find(DeliveryFilter.in(DeliveryState.FAILED), null, 10).deliveries()).isEmpty();
    assertThat(list.find(DeliveryFilter.in(DeliveryState.DISCARDED), null, 10).deliveries())
        .hasSize(1);
    assertThat(arrivals.needsBytes(delivery.attachments().get(0).spoolKey()))
        .as("somebody may think better of it")
        .isTrue();

    intake.open(photo, Photos.arrival());
    assertThat(state(delivery)).isEqualTo(DeliveryState.UNDER_WAY);
  }

  @Test
  void whatIsUnderWayIsDiscardedWithAReasonForItsSender() {
    Delivery delivery = opened(42);

    steering.discard(delivery.id(), "wrong project", "ann");

    assertThat(read(delivery).stage()).isEqualTo(DeliveryStage.FAILED);
    assertThat(read(delivery).reason()).contains("ann").contains("wrong project");
    assertThat(arrivals.unsettledOf(delivery.id())).hasSize(1);
    assertThatThrownBy(() -> deliveries.damaged(delivery)).isInstanceOf(LeaseLost.class);
  }

  @Test
  void whatMayBeInProcoreIsNotDiscardedBeforeThatIsKnown() {
    Delivery delivery = opened(42);
    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(15));

    assertThatThrownBy(() -> steering.discard(delivery.id(), "wrong", "ann"))
        .isInstanceOf(CannotSteer.class)
        .hasMessageContaining("may be in Procore already");
  }

  @Test
  void aCorrectedDeliveryGoesWhereItIsSentWithAFreshUpload() {
    Delivery delivery = opened(42);
    uploads.uploadCreated(
        delivery.attachments().get(0),
        "upload-1",
        NOW.plusSeconds(3600),
        NOW.plusSeconds(3600),
        List.of(new StoragePlace("https://storage.example/1", java.util.Map.of(), null)));
    deliveries.failed(delivery, "Procore refused it", NOW);

    steering.correct(
        delivery.id(),
        new Correction(43, Target.IMAGE, null, "{\"description\":\"North\"}", "project 42 to 43"),
        "ann");

    Delivery now = read(delivery);
    assertThat(now.projectId()).isEqualTo(43);
    assertThat(now.fields()).isEqualTo("{\"description\":\"North\"}");
    assertThat(now.stage()).isEqualTo(DeliveryStage.OPEN);
    assertThat(now.attachments().get(0).uploadUuid()).isNull();
    assertThat(history.interventions(delivery.id()).get(0).told()).isEqualTo("project 42 to 43");
  }

  @Test
  void nothingIsCorrectedIntoASecondOneOfTheSame() {
    NewDelivery photo = Photos.photo(42);
    Delivery there =
        deliveries.find(intake.open(photo, Photos.arrival()).deliveryId()).orElseThrow();
    Delivery wrong = failed(43);
    jdbc.sql("update delivery set content_key = ? where id = ?")
        .params(photo.contentKey(), wrong.id())
        .update();

    assertThatThrownBy(
            () ->
                steering.correct(
                    wrong.id(), new Correction(42, Target.IMAGE, null, "{}", ""), "ann"))
        .isInstanceOf(CannotSteer.class)
        .hasMessageContaining("Delivery " + there.id() + " has the same content");
    assertThat(read(wrong).stage()).isEqualTo(DeliveryStage.FAILED);
    assertThat(there.id()).isNotEqualTo(wrong.id());
  }

  @Test
  void whatProcoreMayHaveIsNotCorrected() {
    Delivery delivery = opened(42);
    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(15));
    deliveries.undecided(delivery, "It may be in Procore", NOW);

    assertThatThrownBy(
            () ->
                steering.correct(
                    delivery.id(), new Correction(43, Target.IMAGE, null, "{}", ""), "ann"))
        .isInstanceOf(CannotSteer.class)
        .hasMessageContaining("Procore may have it");
  }

  @Test
  void theSpoolKeepsWhatHasFailedForAWhile() {
    Delivery young = failed(42);
    Delivery old = failed(43);
    jdbc.sql("update delivery set finished_at = ? where id = ?")
        .params(LedgerRows.timestamp(NOW.minus(Duration.ofDays(8))), old.id())
        .update();

    assertThat(arrivals.needsBytes(young.attachments().get(0).spoolKey())).isTrue();
    assertThat(arrivals.needsBytes(old.attachments().get(0).spoolKey())).isFalse();
  }

  @Test
  void pagesHoldEachDeliveryOnceHoweverManyComeMeanwhile() {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.add(0, opened(42).id());
    }
    List<UUID> seen = new ArrayList<>();
    PageKey key = null;
    do {
      DeliveryPage page = list.find(inProject(42L), key, 3);
      page.deliveries().forEach(one -> seen.add(one.id()));
      key = page.older().flatMap(older -> PageKey.parse(older.toString())).orElse(null);
      opened(42);
    } while (key != null);

    assertThat(seen).containsExactlyElementsOf(all);
  }

  @Test
  void filtersFindWhatTheyAskFor() {
    Delivery failed = failed(42);
    opened(43);

    assertThat(ids(list.find(DeliveryFilter.in(DeliveryState.FAILED), null, 10)))
        .containsExactly(failed.id());
    assertThat(list.find(DeliveryFilter.in(DeliveryState.UNDER_WAY), null, 10).deliveries())
        .hasSize(1);
    assertThat(list.find(inProject(43L), null, 10).deliveries()).hasSize(1);
    assertThat(ids(list.find(with("REFUSED it"), null, 10))).containsExactly(failed.id());
    assertThat(list.find(with("100%_"), null, 10).deliveries()).isEmpty();
    assertThat(
            list.find(
                    new DeliveryFilter(null, null, Target.ACCIDENT_LOG, null, null, null, null),
                    null,
                    10)
                .deliveries())
        .isEmpty();
    assertThat(
            list.find(
                    new DeliveryFilter(
                        null, null, null, null, null, null, NOW.minus(Duration.ofDays(1))),
                    null,
                    10)
                .deliveries())
        .isEmpty();
    String source = list.find(failed.id()).orElseThrow().source();
    assertThat(
            list.find(new DeliveryFilter(null, null, null, source, null, null, null), null, 10)
                .deliveries())
        .hasSize(2);
  }

  private static List<UUID> ids(DeliveryPage page) {
    return page.deliveries().stream().map(DeliverySummary::id).toList();
  }

  @Test
  void anAttemptIsTold() {
    Delivery delivery = opened(42);
    AttemptLog.Call call = delivery.log().sends("POST /rest/v1.1/projects/42/uploads");
    call.answered(201);
    delivery.log().puts("crane.jpg");
    delivery.log().stored("crane.jpg", 1234);
    delivery.log().sends("POST /rest/v1.0/images");
    deliveries.postponed(delivery, "No answer came", 1, NOW);

    attempts.ended(delivery, "host-1");

    assertThat(history.attempts(delivery.id()))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.told()).isEqualTo("No answer came");
              assertThat(attempt.copy()).isEqualTo("host-1");
              assertThat(attempt.steps())
                  .extracting(AttemptStep::call, AttemptStep::status)
                  .containsExactlyInAnyOrder(
                      org.assertj.core.groups.Tuple.tuple(
                          "POST /rest/v1.1/projects/42/uploads", 201),
                      org.assertj.core.groups.Tuple.tuple("PUT crane.jpg", 200),
                      org.assertj.core.groups.Tuple.tuple("POST /rest/v1.0/images", null));
            });
  }

  @Test
  void anAttemptAtWhichNothingIsWrongButTheFolderIsToldAsWell() {
    Delivery delivery = opened(42);
    delivery.log().sends("POST /rest/v1.0/images").answered(201);
    deliveries.associated(delivery, 17L, null, null, NOW);
    deliveries.postponed(delivery, null, 1, null);

    attempts.ended(delivery, "host-1");

    assertThat(history.attempts(delivery.id()).get(0).told()).isEmpty();
  }

  @Test
  void theLastHundredAttemptsStay() {
    Delivery delivery = opened(42);
    delivery.log().sends("POST /rest/v1.0/images").answered(502);
    attempts.ended(delivery, "host-1");
    attempts.ended(delivery, "host-1");
    assertThat(numbers(delivery)).containsExactlyInAnyOrder(1L, 2L);

    for (int more = 0; more < 100; more++) {
      attempts.ended(delivery, "host-1");
    }

    assertThat(numbers(delivery)).hasSize(100).doesNotContain(1L, 2L).contains(3L, 102L);
  }

  private List<Long> numbers(Delivery delivery) {
    return jdbc.sql("select number from attempt where delivery_id = ?")
        .param(delivery.id())
        .query(Long.class)
        .list();
  }

  @Test
  void anAttemptThatCalledNobodyIsNotWorthALine() {
    Delivery delivery = opened(42);
    deliveries.postponed(delivery, "Procore is away", 1, NOW);

    attempts.ended(delivery, "host-1");

    assertThat(history.attempts(delivery.id())).isEmpty();
  }

  @Test
  void aRefusalIsToldOnceHoweverOftenItIsMet() {
    String fingerprint = "f".repeat(64);
    refused(fingerprint, "report.pdf", "no picture", NOW.minusSeconds(60));
    refused(fingerprint, "report.pdf", "no picture at all", NOW);
    refused("e".repeat(64), "empty.jpg", "empty", NOW.minusSeconds(30));

    assertThat(tallies.refusals(10))
        .extracting(Refusal::name, Refusal::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("report.pdf", "no picture at all"),
            org.assertj.core.groups.Tuple.tuple("empty.jpg", "empty"));
    Tally before = tallies.tally(NOW.minusSeconds(10));
    assertThat(before.refusedSince()).isEqualTo(1);
    assertThat(before.unseen()).isEqualTo(2);
    assertThat(before.unseenSince()).isEqualTo(NOW.minusSeconds(30));

    assertThat(refusals.seen(NOW.minusSeconds(20))).isEqualTo(1);
    assertThat(tallies.tally(NOW).unseen()).isEqualTo(1);
    assertThat(refusals.seen(NOW)).isEqualTo(1);
    assertThat(tallies.tally(NOW).unseen()).isZero();
    assertThat(tallies.tally(NOW).unseenSince()).isNull();
  }

  private void refused(String fingerprint, String name, String reason, Instant at) {
    refusals.refused(fingerprint, "inbox", name, reason, "It is in .failed.", at);
  }

  private static RefusalFilter refusedWith(String text) {
    return new RefusalFilter(null, text, null, null);
  }

  private List<String> names(RefusalPage page) {
    return page.refusals().stream().map(Refusal::name).toList();
  }

  @Test
  void whatWasRefusedIsFoundByNameReasonSourceAndTime() {
    refused("a".repeat(64), "42/images/Report 100%.pdf", "no picture", NOW.minusSeconds(60));
    refused("b".repeat(64), "empty.jpg", "It is EMPTY", NOW);
    refusals.refused(
        "c".repeat(64), "office", "film.mov", "a film", "It was not kept.", NOW.plusSeconds(60));

    assertThat(names(refusalList.find(refusedWith("report 100%"), null, 10)))
        .containsExactly("42/images/Report 100%.pdf");
    assertThat(names(refusalList.find(refusedWith("empty"), null, 10)))
        .containsExactly("empty.jpg");
    assertThat(names(refusalList.find(refusedWith("100_"), null, 10))).isEmpty();
    assertThat(names(refusalList.find(new RefusalFilter("office", null, null, null), null, 10)))
        .containsExactly("film.mov");
    assertThat(
            names(
                refusalList.find(
                    new RefusalFilter(null, null, NOW, NOW.plusSeconds(60)), null, 10)))
        .containsExactly("empty.jpg");
    assertThat(refusalList.find(refusedWith(null), null, 1).refusals().get(0))
        .extracting(Refusal::source, Refusal::reason, Refusal::whereabouts, Refusal::refusedAt)
        .containsExactly("office", "a film", "It was not kept.", NOW.plusSeconds(60));
    assertThat(refusalList.count(refusedWith(null))).isEqualTo(3);
    assertThat(refusalList.count(refusedWith("e"))).isEqualTo(2);
    assertThat(refusalList.count(new RefusalFilter("office", "report", null, null))).isZero();
  }

  @Test
  void pagesOfRefusalsHoldHoweverManyComeMeanwhile() {
    for (int i = 0; i < 5; i++) {
      refused(i + "a".repeat(63), i + ".pdf", "no picture", NOW); // all at one moment
    }
    RefusalPage first = refusalList.find(refusedWith(null), null, 2);
    refused("f".repeat(64), "new.pdf", "no picture", NOW.plusSeconds(1));

    RefusalPage second = refusalList.find(refusedWith("PDF"), first.older().orElseThrow(), 2);
    RefusalPage third = refusalList.find(refusedWith(null), second.older().orElseThrow(), 2);

    assertThat(third.older()).isEmpty();
    List<String> all = new ArrayList<>(names(first));
    all.addAll(names(second));
    all.addAll(names(third));
    assertThat(all).containsExactlyInAnyOrder("0.pdf", "1.pdf", "2.pdf", "3.pdf", "4.pdf");
  }

  @Test
  void deliveriesAreCountedByFilter() {
    failed(42);
    failed(42);
    failed(43);
    opened(42);

    assertThat(
            list.count(new DeliveryFilter(DeliveryState.FAILED, 42L, null, null, null, null, null)))
        .isEqualTo(2);
    assertThat(list.count(DeliveryFilter.ALL)).isEqualTo(4);
  }

  @Test
  void aDeliveryTellsHowManyHaveTheirTurnBeforeIt() {
    Delivery first = opened(42);
    Delivery second = opened(42);

    assertThat(tallies.ahead(first.id())).hasValue(0);
    assertThat(tallies.ahead(second.id())).hasValue(1);

    jdbc.sql("update scheduled_tasks set execution_time = ?")
        .param(LedgerRows.timestamp(NOW.plus(Duration.ofHours(1))))
        .update();
    assertThat(tallies.ahead(second.id())).isEmpty();
  }

  @Test
  void allIsCounted() {
    failed(42);
    Delivery waiting = opened(43);
    deliveries.postponed(waiting, "Procore is away", 1, NOW);
    jdbc.sql("update scheduled_tasks set execution_time = ?")
        .param(LedgerRows.timestamp(NOW.plus(Duration.ofHours(1))))
        .update();
    opened(44);
    deliveries.associated(opened(45), 17L, null, null, Instant.now());
    jdbc.sql(
            "delete from scheduled_tasks where task_instance in"
                + " (select cast(id as varchar(100)) from delivery where project_id = 45)")
        .update();

    Tally tally = tallies.tally(NOW.minus(Duration.ofHours(1)));

    assertThat(tally.failed()).isEqualTo(1);
    assertThat(tally.deliveredSince()).isEqualTo(1);
    assertThat(tallies.backlog())
        .extracting(BacklogShare::projectId, BacklogShare::due, BacklogShare::later)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(43L, 0L, 1L),
            org.assertj.core.groups.Tuple.tuple(44L, 1L, 0L));
    assertThat(tallies.backlog()).allMatch(one -> one.picked() == 0 && one.files() == 1);
    assertThat(tallies.reasons(List.of(waiting.destination()))).isEmpty();
    assertThat(tallies.reasons(List.of()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.reason()).isEqualTo("Procore is away");
              assertThat(one.deliveries()).isEqualTo(1);
            });
    List<Throughput> hour = tallies.throughput(Duration.ofHours(1));
    assertThat(hour).hasSize(61);
    assertThat(hour.stream().mapToLong(Throughput::delivered).sum()).isEqualTo(1);
    assertThat(hour.stream().mapToLong(Throughput::failed).sum()).isEqualTo(1);
  }
}
