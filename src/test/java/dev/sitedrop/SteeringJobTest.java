package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.Corrections;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.ledger.AttemptStep;
import dev.sitedrop.ledger.DeliverySteering;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.view.AttemptRecord;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryHistory;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.DeliverySummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What becomes of a file that was set aside, when somebody acts who is not its sender. */
@SiteDropTest
@Import(Faults.class)
class SteeringJobTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IMAGE = "POST /rest/v1.0/images";

  private static long nextProject = 500;

  @Autowired private Faults faults;
  @Autowired private DeliveryList list;
  @Autowired private DeliveryHistory history;
  @Autowired private DeliverySteering steering;
  @Autowired private Corrections corrections;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox inbox;
  private SandboxView sandbox;
  private long project;

  @BeforeEach
  void ownProject() {
    inbox = new Inbox(home);
    sandbox = new SandboxView(port);
    project = nextProject++;
  }

  /** Tells its bytes in the spool from those of the other tests. */
  private int size() {
    return (int) project + 4000;
  }

  @AfterEach
  void heal() {
    faults.clear();
  }

  private String images() {
    return project + "/images";
  }

  private DeliverySummary refusedPhoto() {
    faults.refuse(IMAGE, 1, 422, Map.of(), "{\"errors\":{\"description\":[\"is not allowed\"]}}");
    inbox.drop(images() + "/photo.jpg.yaml", "description: Nort facade\n");
    inbox.drop(images() + "/photo.jpg", Samples.jpeg(size(), project));
    assertThat(inbox.reason(images(), "photo.jpg")).contains("is not allowed");
    return await().until(this::failed, Objects::nonNull);
  }

  private DeliverySummary failed() {
    return list
        .find(
            new DeliveryFilter(DeliveryState.FAILED, project, null, null, null, null, null),
            null,
            1)
        .deliveries()
        .stream()
        .findFirst()
        .orElse(null);
  }

  private List<Path> setAside() throws IOException {
    Path folder = inbox.path(images() + "/.failed");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("spool"))) {
      return files.filter(path -> path.toFile().length() == size()).toList();
    }
  }

  @Test
  void aPhotoThatIsTriedAgainMovesFromTheFailedToTheDelivered() throws IOException {
    DeliverySummary failed = refusedPhoto();
    assertThat(failed.name()).isEqualTo(images() + "/photo.jpg");

    steering.retry(failed.id(), "ann");

    JsonNode receipt = inbox.receipt(images(), "photo.jpg");
    await().untilAsserted(() -> assertThat(setAside()).isEmpty());
    inbox.awaitEmpty();
    assertThat(inbox.delivered()).anyMatch(path -> path.endsWith("photo.jpg"));
    assertThat(sandbox.images((int) project)).hasSize(1);
    assertThat(receipt.path("procore").path("id").asLong())
        .isEqualTo(list.find(failed.id()).orElseThrow().resourceId());
  }

  /** A private photo, which Procore does not list: nobody can tell whether it is there. */
  private DeliverySummary undecidedPhoto() {
    inbox.drop(images() + "/photo.jpg.yaml", "private: true\n");
    inbox.drop(images() + "/photo.jpg", Samples.jpeg(size(), project));
    assertThat(inbox.reason(images(), "photo.jpg"))
        .contains("photo.jpg may be in Procore or not.", "it is private", "Look there first");
    return await().until(this::failed, Objects::nonNull);
  }

  private void awaitAttempts(DeliverySummary delivery, int number) {
    await().until(() -> history.attempts(delivery.id()), attempts -> attempts.size() >= number);
    await().until(this::failed, Objects::nonNull);
  }

  @Test
  void whatIsUndecidedIsSentOnceMoreOnlyByWhoHasLooked() {
    faults.refuse(IMAGE, 1, 502, Map.of(), "");
    DeliverySummary undecided = undecidedPhoto();
    int attempts = history.attempts(undecided.id()).size();

    steering.retry(undecided.id(), "ann");
    awaitAttempts(undecided, attempts + 1);
    assertThatThrownBy(
            () ->
                corrections.correct(
                    undecided.id(), project, Target.IMAGE, JSON.createObjectNode(), "ann"))
        .hasMessageContaining("Procore may have it");
    assertThat(sandbox.images((int) project)).as("asked, and not sent").isEmpty();

    steering.sendAgain(undecided.id(), "ann");

    inbox.receipt(images(), "photo.jpg");
    assertThat(sandbox.images((int) project)).hasSize(1);
  }

  @Test
  void whoHasNotLookedWellMakesNoSecondOneOfTheSameUpload() {
    faults.loseAnswer(IMAGE, 1, 502, "");
    DeliverySummary undecided = undecidedPhoto();
    int attempts = history.attempts(undecided.id()).size();

    steering.sendAgain(undecided.id(), "ann");

    awaitAttempts(undecided, attempts + 1);
    await()
        .untilAsserted(
            () ->
                assertThat(list.find(undecided.id()).orElseThrow().reason())
                    .contains("associated already"));
    assertThat(sandbox.images((int) project)).hasSize(1);
  }

  @Test
  void theHistoryTellsEachCallOfBothAttempts() {
    DeliverySummary failed = refusedPhoto();
    steering.retry(failed.id(), "ann");
    inbox.receipt(images(), "photo.jpg");

    List<AttemptRecord> attempts =
        await().until(() -> history.attempts(failed.id()), found -> found.size() == 2);

    assertThat(attempts.get(0).outcome()).isEqualTo(AttemptRecord.Outcome.FAILED);
    assertThat(attempts.get(0).told()).contains("is not allowed");
    assertThat(attempts.get(0).steps())
        .extracting(AttemptStep::call, AttemptStep::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "POST /rest/v1.1/projects/" + project + "/uploads", 201),
            org.assertj.core.groups.Tuple.tuple("PUT photo.jpg", 200),
            org.assertj.core.groups.Tuple.tuple(attempts.get(0).steps().get(2).call(), 200),
            org.assertj.core.groups.Tuple.tuple("POST /rest/v1.0/images", 422));
    assertThat(attempts.get(1).steps())
        .as("what was proved is not done again")
        .extracting(AttemptStep::call, AttemptStep::status)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("POST /rest/v1.0/images", 201));
    assertThat(attempts.toString()).doesNotContain("signature").doesNotContain("Bearer");
  }

  @Test
  void aCorrectedPhotoGoesToTheOtherProjectWithTheOtherWords() throws Exception {
    DeliverySummary failed = refusedPhoto();
    long other = project + 10_000;

    corrections.correct(
        failed.id(),
        other,
        Target.IMAGE,
        (ObjectNode) JSON.readTree("{\"description\":\"North facade\"}"),
        "ann");

    JsonNode receipt = inbox.receipt(images(), "photo.jpg");
    assertThat(receipt.path("project").asLong()).isEqualTo(other);
    assertThat(sandbox.images((int) other))
        .singleElement()
        .satisfies(
            image -> assertThat(image.path("description").asText()).isEqualTo("North facade"));
    assertThat(sandbox.images((int) project)).isEmpty();
    assertThat(history.interventions(failed.id()))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.told())
                    .contains("project " + project + " to " + other)
                    .contains("description Nort facade to North facade"));
  }

  @Test
  void aWrongCorrectionIsRefusedAndChangesNothing() throws Exception {
    DeliverySummary failed = refusedPhoto();
    ObjectNode wrong = (ObjectNode) JSON.readTree("{\"comments\":\"a fall\"}");

    assertThatThrownBy(() -> corrections.correct(failed.id(), project, Target.IMAGE, wrong, "ann"))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("'comments' is not a field of an image");
    assertThat(failed()).isNotNull();
  }

  @Test
  void whatWasDiscardedCanBeTriedAgainAllTheSame() throws IOException {
    DeliverySummary failed = refusedPhoto();
    steering.discard(failed.id(), "a test", "ann");
    assertThat(failed()).isNull();
    assertThat(setAside()).as("it lies where its sender has put it").hasSizeGreaterThan(1);

    steering.retry(failed.id(), "ann");

    inbox.receipt(images(), "photo.jpg");
    await().untilAsserted(() -> assertThat(spooled()).isEmpty());
  }

  @Test
  void whatIsDiscardedWhileItIsUnderWayIsGivenBackAtOnce() {
    faults.refuse("PUT /storage/.*", 50, 503, Map.of("Retry-After", "1"), "");
    inbox.drop(images() + "/photo.jpg", Samples.jpeg(size(), project));
    DeliverySummary underWay = await().until(this::underWay, Objects::nonNull);

    steering.discard(underWay.id(), "wrong project", "ann");

    assertThat(inbox.reason(images(), "photo.jpg")).contains("ann: wrong project");
    faults.clear();
    steering.retry(underWay.id(), "ann");
    inbox.receipt(images(), "photo.jpg");
  }

  private DeliverySummary underWay() {
    return list
        .find(
            new DeliveryFilter(DeliveryState.UNDER_WAY, project, null, null, null, null, null),
            null,
            1)
        .deliveries()
        .stream()
        .findFirst()
        .orElse(null);
  }
}
