package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What goes wrong on the way, and that each file arrives once all the same or is set aside. */
@SiteDropTest
@Import(Faults.class)
class FaultTest {
  private static final String CREATE = "POST .*/rest/v1.1/projects/\\d+/uploads";
  private static final String PUT = "PUT /storage/.*";
  private static final String COMPLETE = "PATCH .*/uploads/.*";
  private static final String SHOW = "GET .*/uploads/.*";
  private static final String IMAGE = "POST /rest/v1.0/images";
  private static final String ACCIDENT = "POST .*/accident_logs";

  private static long nextProject = 100;

  @Autowired private Faults faults;
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

  private JsonNode deliverPhoto() {
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));
    return inbox.receipt(project + "/images", "photo.jpg");
  }

  private List<JsonNode> images() {
    return sandbox.images().stream()
        .filter(image -> image.path("project_id").asLong() == project)
        .toList();
  }

  private List<JsonNode> accidentLogs() {
    return sandbox.accidentLogs().stream()
        .filter(log -> log.path("project_id").asLong() == project)
        .toList();
  }

  private long tokensFetched() {
    return sandbox.account().path("calls").path("POST /oauth/token").asLong();
  }

  @ParameterizedTest(name = "{0} answers 500, then 503")
  @ValueSource(strings = {CREATE, PUT, COMPLETE})
  void whatPassesIsTriedAgain(String call) {
    faults.refuse(call, 1, 500, Map.of(), "oops");
    faults.refuse(call, 1, 503, Map.of("Retry-After", "0"), "");

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  @ParameterizedTest(name = "answered: {0}")
  @ValueSource(strings = {"<html>Bad gateway</html>", "", "{}", "{\"id\":", "[1]", "null"})
  void anImageWhoseAnswerWasLostIsFoundAndNotMadeAgain(String answer) {
    faults.loseAnswer(IMAGE, 1, answer.startsWith("<") ? 502 : 201, answer);

    JsonNode receipt = deliverPhoto();

    assertThat(images()).hasSize(1);
    assertThat(receipt.path("procore").path("id")).isEqualTo(images().get(0).path("id"));
  }

  @Test
  void anAnswerWithAnIdIsEnoughWhateverElseItShows() {
    faults.loseAnswer(
        IMAGE, 1, 200, "{\"id\": \"5\", \"filename\": [\"other\"], \"url\": 7, \"size\": -1}");

    JsonNode receipt = deliverPhoto();

    assertThat(receipt.path("procore").path("id").asLong()).isEqualTo(5);
    assertThat(images()).hasSize(1);
  }

  @Test
  void anImageThatWasNotMadeIsSentAgain() {
    faults.refuse(IMAGE, 2, 504, Map.of(), "");

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  @Test
  void anAccidentLogWhoseAnswerWasLostIsFoundAndNotMadeAgain() {
    faults.loseAnswer(ACCIDENT, 1, 504, "");
    inbox.drop(project + "/accident_logs/fall/a.jpg", Samples.jpeg(3000, project));
    inbox.drop(project + "/accident_logs/fall/b.txt", "what happened");
    inbox.drop(project + "/accident_logs/fall/accident.yaml", "date: 2026-01-02\ntime_hour: 7\n");

    JsonNode receipt = inbox.receipt(project + "/accident_logs", "fall");

    assertThat(accidentLogs()).hasSize(1);
    assertThat(receipt.path("procore").path("id")).isEqualTo(accidentLogs().get(0).path("id"));
  }

  @Test
  void whatAnotherDeliveryHasMadeIsNotTakenForIts() {
    faults.refuse(IMAGE, 1, 500, Map.of(), "");
    faults.loseAnswer(IMAGE, 1, 502, "");
    inbox.drop(project + "/images/a/IMG_0001.jpg", Samples.jpeg(4000, 1));
    inbox.drop(project + "/images/b/IMG_0001.jpg", Samples.jpeg(4001, 2));

    inbox.awaitEmpty();

    assertThat(images())
        .extracting(image -> image.at("/files/0/segment_sha256s/0").asText())
        .containsExactlyInAnyOrder(
            Samples.sha256(Samples.jpeg(4000, 1)), Samples.sha256(Samples.jpeg(4001, 2)));
    assertThat(inbox.path(project + "/images/.failed")).doesNotExist();
  }

  @Test
  void anUploadThatWasCompletedBeforeIsNotRefused() {
    faults.loseAnswer(COMPLETE, 1, 502, "");
    faults.refuse(COMPLETE, 1, 422, Map.of(), "{\"message\":\"Upload is already complete\"}");

    JsonNode receipt = deliverPhoto();

    assertThat(images()).hasSize(1);
    assertThat(sandbox.get(receipt.at("/procore/url").asText()))
        .isEqualTo(Samples.jpeg(4000, project));
  }

  @Test
  void aProjectThatTheAccountDoesNotSeeIsNamed() {
    faults.refuse(CREATE, 1, 404, Map.of(), "{\"message\":\"Not Found\"}");
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));

    assertThat(inbox.reason(project + "/images", "photo.jpg"))
        .contains("404 (Not Found). Look whether project " + project + " is the right one, and");
  }

  @Test
  void anUploadThatCannotBeCompletedIsGivenBack() {
    faults.refuse(COMPLETE, 3, 422, Map.of(), "{\"message\":\"No\"}");
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));

    assertThat(inbox.reason(project + "/images", "photo.jpg")).contains("422 (No)");
    faults.clear();
  }

  @Test
  void anAccidentLogThatWasNotMadeIsSentAgain() {
    faults.refuse(ACCIDENT, 1, 502, Map.of(), "");
    inbox.drop(project + "/accident_logs/report.txt", "text of " + project);

    inbox.receipt(project + "/accident_logs", "report.txt");

    assertThat(accidentLogs()).hasSize(1);
  }

  @Test
  void theSearchAmongManyPagesEnds() {
    for (int i = 0; i < 3; i++) {
      inbox.drop(project + "/images/other-" + i + ".jpg", Samples.jpeg(4000, 7000 + project + i));
      inbox.receipt(project + "/images", "other-" + i + ".jpg");
    }
    faults.refuse(IMAGE, 1, 500, Map.of(), "");

    deliverPhoto();

    assertThat(images()).hasSize(4);
  }

  @Test
  void aRejectedTokenIsRenewedOnceAndTheCallRepeatedOnce() {
    deliverPhoto();
    long before = tokensFetched();
    faults.refuse(CREATE, 1, 401, Map.of(), "{\"error\":\"invalid_token\"}");
    inbox.drop(project + "/images/second.jpg", Samples.jpeg(4001, project));

    inbox.receipt(project + "/images", "second.jpg");

    assertThat(tokensFetched()).isEqualTo(before + 1);
    assertThat(images()).hasSize(2);
  }

  @Test
  void aTokenThatIsRejectedForTheAssociationMakesNoSecondImage() {
    faults.refuse(IMAGE, 3, 401, Map.of(), "{\"error\":\"invalid_token\"}");

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  @Test
  void tooManyRequestsAreWaitedOut() {
    faults.refuse(CREATE, 1, 429, Map.of("Retry-After", "1"), "{\"message\":\"slow down\"}");
    faults.refuse(IMAGE, 1, 429, Map.of("Retry-After", "1"), "{\"message\":\"slow down\"}");

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  @Test
  void anExpiredUrlMeansANewUpload() {
    faults.refuse(PUT, 1, 403, Map.of(), "<Error><Message>Request has expired</Message></Error>");

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  @Test
  void anUploadThatIsGoneIsCreatedAgain() {
    faults.refuse(COMPLETE, 1, 404, Map.of(), "{\"message\":\"Not Found\"}");

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  @ParameterizedTest(name = "{0} {1}, {2} times")
  @CsvSource({
    "400, BadDigest, 1",
    "400, RequestTimeout, 6",
    "307, TemporaryRedirect, 6",
    "400, ExpiredToken, 1",
    "400, SomethingNew, 4",
  })
  void whatStorageRefusesForNowIsPutAgain(int status, String code, int times) {
    faults.refuse(PUT, times, status, Map.of(), "<Error><Code>" + code + "</Code></Error>");

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  @Test
  void anUploadThatIsGoneWhenItIsToBeAssociatedIsCreatedAgain() {
    faults.refuse(IMAGE, 1, 410, Map.of(), "{\"message\":\"The upload is gone\"}");
    faults.refuse(SHOW, 1, 410, Map.of(), "{\"message\":\"The upload is gone\"}");

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  /** It was carried out late: Procore's silence was believed, and the second one is refused. */
  @Test
  void aRefusalAfterALostAnswerIsForAPersonToDecide() {
    faults.refuse(IMAGE, 1, 502, Map.of(), "");
    faults.refuse(IMAGE, 9, 422, Map.of(), "{\"errors\":{\"upload\":[\"is associated already\"]}}");
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));

    assertThat(inbox.reason(project + "/images", "photo.jpg"))
        .contains("photo.jpg may be in Procore or not.", "is associated already");
    faults.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"data\":[]}"})
  void aSearchThatIsAnsweredWithNoListIsMadeAgain(String answer) {
    faults.loseAnswer(IMAGE, 1, 502, "");
    faults.refuse("GET /rest/v1.0/images", 3, 200, Map.of(), answer);

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  @Test
  void anUploadThatProcoreCompletesAndDoesNotShowIsAssociated() {
    faults.loseAnswer(COMPLETE, 1, 204, "");
    faults.refuse(SHOW, 9, 404, Map.of(), "{}");

    deliverPhoto();

    faults.clear();
    assertThat(images()).hasSize(1);
  }

  @Test
  void anUploadThatIsThereButRefusedIsNotMadeAnew() {
    faults.refuse(IMAGE, 9, 422, Map.of(), "{\"errors\":{\"upload\":[\"is not an image\"]}}");
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));

    assertThat(inbox.reason(project + "/images", "photo.jpg")).contains("upload is not an image");
    faults.clear();
    assertThat(images()).isEmpty();
  }

  @Test
  void whatProcoreRefusesIsGivenBackWithItsWordsAndMayComeAgain() throws IOException {
    faults.refuse(IMAGE, 1, 422, Map.of(), "{\"errors\":{\"location_id\":[\"is not known\"]}}");
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));

    assertThat(inbox.reason(project + "/images", "photo.jpg"))
        .contains("Procore answered 422 (location_id is not known)");

    Files.move(
        inbox.path(project + "/images/.failed/photo.jpg"),
        inbox.path(project + "/images/photo.jpg"));
    inbox.receipt(project + "/images", "photo.jpg");
    assertThat(images()).hasSize(1);
  }

  @Test
  void bytesAreSentNowhereElse() {
    String answer =
        """
        {"uuid":"X","status":"ready","segments":[
          {"url":"http://169.254.169.254/latest","headers":{}}]}""";
    faults.refuse(CREATE, 1, 201, Map.of("Content-Type", "application/json"), answer);
    inbox.drop(project + "/images/photo.jpg", Samples.jpeg(4000, project));

    assertThat(inbox.reason(project + "/images", "photo.jpg"))
        .contains("169.254.169.254")
        .contains("does not send to");
  }

  @Test
  void aHugeAnswerIsNotRead() {
    faults.refuse(CREATE, 1, 201, Map.of(), "x".repeat(3_000_000));

    deliverPhoto();

    assertThat(images()).hasSize(1);
  }

  /** Holds a photo before its PUT, and gives its bytes in the spool. */
  private Path spooledBytesOf(String name, int size) {
    faults.refuse(PUT, 1, 503, Map.of("Retry-After", "2"), "");
    inbox.drop(project + "/images/" + name, Samples.jpeg(size, project));
    return await()
        .until(
            () -> {
              try (Stream<Path> files = Files.walk(home.resolve("spool"))) {
                return files
                    .filter(file -> Files.isRegularFile(file) && file.toFile().length() == size)
                    .findFirst()
                    .orElse(null);
              } catch (UncheckedIOException beingSwept) {
                return null;
              }
            },
            Objects::nonNull);
  }

  @Test
  void bytesThatWereAlteredInTheSpoolAreNotDelivered() throws IOException {
    Path spooled = spooledBytesOf("altered.jpg", 4711);
    Files.write(spooled, Samples.jpeg(4711, -1));

    assertThat(inbox.reason(project + "/images", "altered.jpg")).contains("altered or cut off");
    assertThat(inbox.path(project + "/images/.failed/altered.jpg"))
        .hasBinaryContent(Samples.jpeg(4711, project));
    assertThat(images()).isEmpty();
  }

  @Test
  void bytesThatWereCutOffInTheSpoolAreNotDelivered() throws IOException {
    Path spooled = spooledBytesOf("cut.jpg", 4712);
    Files.write(spooled, new byte[17]);

    assertThat(inbox.reason(project + "/images", "cut.jpg")).contains("altered or cut off");
  }

  @Test
  void bytesThatAreGoneFromTheSpoolAreSaidToBe() throws IOException {
    Files.delete(spooledBytesOf("gone.jpg", 4713));

    assertThat(inbox.reason(project + "/images", "gone.jpg")).contains("not in the spool any more");
  }

  @Test
  void aStorageThatDamagesEverythingIsGivenUp() {
    faults.refuse(PUT, 20, 400, Map.of(), "<Error><Code>XAmzContentSHA256Mismatch</Code></Error>");
    inbox.drop(project + "/images/damaged.jpg", Samples.jpeg(4714, project));

    assertThat(inbox.reason(project + "/images", "damaged.jpg"))
        .contains("XAmzContentSHA256Mismatch");
    faults.clear();
  }
}
