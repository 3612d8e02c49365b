package dev.sitedrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Faults;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.intake.web.Upload;
import dev.sitedrop.ledger.DeliverySteering;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What programs are told about deliveries, and what they can do. */
@SiteDropTest
@Import(Faults.class)
@ExtendWith(OutputCaptureExtension.class)
class ApiTest {
  @LocalServerPort private int port;
  @Autowired private Faults faults;

  private final List<String> dropped = new ArrayList<>();

  private ApiClient api;

  @BeforeEach
  void look() {
    api = new ApiClient(port);
  }

  /** What is still under way would take the failure that is meant for the next test's. */
  @AfterEach
  void healAndLetThemEnd() {
    faults.clear();
    dropped.forEach(one -> api.awaitState(one, "delivered", "failed", "discarded"));
  }

  private String drop(int project, long seed) {
    String delivery =
        new Upload()
            .field("project", Integer.toString(project))
            .file("photo " + seed + ".jpg", Samples.jpeg(1_000, seed))
            .sendTo(port)
            .delivery();
    dropped.add(delivery);
    return delivery;
  }

  private String failed(int project, long seed) {
    faults.refuse(
        "POST /rest/v1.0/images", 1, 422, Map.of(), "{\"errors\":{\"base\":[\"no room\"]}}");
    String delivery = drop(project, seed);
    api.awaitState(delivery, "failed");
    return delivery;
  }

  @Test
  void tellsHowAllStands() {
    String failed = failed(60, 1);
    api.awaitState(drop(60, 2), "delivered");

    JsonNode status = api.get("/api/status");

    assertThat(status.path("failed").asInt()).isPositive();
    assertThat(status.path("deliveredToday").asInt()).isPositive();
    assertThat(status.path("companies").path(0).path("destination").asText()).contains("sandbox");
    assertThat(status.path("sources").path(0).path("name").asText()).isEqualTo("inbox");
    api.post("/api/deliveries/" + failed + "/discard", "{\"reason\":\"test\"}");
  }

  @Test
  void tellsWhatWasRefused() {
    assertThat(
            new Upload()
                .field("project", "60")
                .field("target", "images")
                .file("minutes.pdf", Samples.bytes("incident-report.pdf"))
                .sendTo(port)
                .status())
        .isEqualTo(422);

    JsonNode status = api.get("/api/status");

    assertThat(status.path("refusedToday").asInt()).isPositive();
    assertThat(status.path("refusals").findValuesAsText("name")).contains("minutes.pdf");
    assertThat(status.path("refusals").findValuesAsText("reason").toString())
        .contains("minutes.pdf is no picture");
  }

  private void refuse(String name) {
    assertThat(
            new Upload()
                .field("project", "66")
                .field("target", "images")
                .file(name, Samples.bytes("incident-report.pdf"))
                .sendTo(port)
                .status())
        .isEqualTo(422);
  }

  @Test
  void whatWasRefusedIsFoundByItsNameAPageAtATime() {
    refuse("survey 1.pdf");
    refuse("survey 2.pdf");
    refuse("survey 3.pdf");

    JsonNode page = api.get("/api/refusals?text=SURVEY&size=2");
    JsonNode next = api.get("/api/refusals?text=SURVEY&before=" + page.path("before").asText());

    assertThat(page.path("refusals").findValuesAsText("name"))
        .containsExactly("survey 3.pdf", "survey 2.pdf");
    assertThat(next.path("refusals").findValuesAsText("name")).containsExactly("survey 1.pdf");
    assertThat(next.has("before")).isFalse();
    assertThat(page.path("refusals").path(0).path("source").asText()).isEqualTo("web");
    assertThat(page.path("refusals").path(0).path("whereabouts").asText())
        .isEqualTo("It was not kept. Send it again when it is right.");
    assertThat(api.get("/api/refusals?text=survey&source=inbox").path("refusals")).isEmpty();
  }

  @Test
  void aSearchOfDeliveriesTellsOfTheRefusedFilesThatItWouldFind() {
    refuse("minutes of May.pdf");

    assertThat(api.get("/api/deliveries?text=minutes%20of%20may").path("refused").asInt())
        .isEqualTo(1);
    assertThat(api.get("/api/deliveries?text=minutes&project=66").has("refused"))
        .as("what was refused has no project")
        .isFalse();
    assertThat(api.get("/api/deliveries?text=nowhere").path("refused").asInt()).isZero();
  }

  @Test
  void whoLooksForRefusedFilesAmongDeliveriesIsToldWhereTheyAre() {
    assertThat(api.get("/api/deliveries?state=refused").path("detail").asText())
        .contains("under_way, delivered, failed, discarded", "/api/refusals");
    assertThat(api.get("/api/refusals?project=66").path("detail").asText())
        .isEqualTo("project is '66'; leave it out: refused files belong to no project.");
  }

  @Test
  void whatIsRecordedIsWhatItsSenderWasTold() {
    Upload.Answer answer = new Upload().file("wall.jpg", Samples.jpeg(1_000, 90)).sendTo(port);

    assertThat(api.get("/api/refusals?text=wall.jpg").path("refusals").findValuesAsText("reason"))
        .containsExactly(answer.detail());
  }

  @Test
  void listsByFilterAPageAtATime() {
    String first = drop(61, 3);
    String second = drop(61, 4);
    String third = drop(61, 5);

    JsonNode page = api.get("/api/deliveries?project=61&size=2");
    JsonNode next =
        api.get("/api/deliveries?project=61&size=2&before=" + page.path("before").asText());

    assertThat(page.path("deliveries").findValuesAsText("id")).containsExactly(third, second);
    assertThat(next.path("deliveries").findValuesAsText("id")).containsExactly(first);
    assertThat(next.has("before")).isFalse();
    assertThat(
            api.get("/api/deliveries?project=61&text=PHOTO%204")
                .path("deliveries")
                .findValuesAsText("id"))
        .containsExactly(second);
    assertThat(api.get("/api/deliveries?project=61&target=accident_logs").path("deliveries"))
        .isEmpty();
  }

  @Test
  void untilADayHasAllOfThatDay() {
    String today = drop(65, 10);
    String day = LocalDate.now().toString();

    assertThat(
            api.get("/api/deliveries?project=65&from=" + day + "&until=" + day)
                .path("deliveries")
                .findValuesAsText("id"))
        .containsExactly(today);
    assertThat(
            api.get("/api/deliveries?project=65&until=" + LocalDate.now().minusDays(1))
                .path("deliveries"))
        .isEmpty();
  }

  @Test
  void aWrongParameterIsToldWithWhatItMayBe() {
    JsonNode problem = api.get("/api/deliveries?state=lost");

    assertThat(problem.path("status").asInt()).isEqualTo(400);
    assertThat(problem.path("detail").asText())
        .isEqualTo("state is 'lost'; it may be under_way, delivered, failed, discarded.");
    assertThat(api.get("/api/deliveries?size=1000").path("detail").asText())
        .isEqualTo("size is '1000'; it may be a whole number from 1 to 500.");
    assertThat(api.get("/api/deliveries?before=x").path("status").asInt()).isEqualTo(400);
    assertThat(api.get("/api/deliveries?from=yesterday").path("status").asInt()).isEqualTo(400);
  }

  @Test
  void aWrongMethodIsToldToWhoAsksAndNotToTheLog(CapturedOutput output) {
    assertThat(api.post("/api/deliveries", "{}").path("status").asInt()).isEqualTo(405);

    assertThat(output).doesNotContain("Resolved [");
  }

  @Test
  void whatIsNotThereIsToldSo() {
    JsonNode problem = api.get("/api/deliveries/nothing");

    assertThat(problem.path("status").asInt()).isEqualTo(404);
    assertThat(problem.path("detail").asText()).isEqualTo("There is no delivery nothing.");
  }

  @Test
  void aFailedDeliveryIsTriedAgain() {
    String delivery = failed(62, 6);
    JsonNode before = api.get("/api/deliveries/" + delivery);

    api.post("/api/deliveries/" + delivery + "/retry", "");

    api.awaitState(delivery, "delivered");
    assertThat(before.path("reason").asText()).contains("no room");
    // an attempt is written down when it is over, which is a moment later
    JsonNode after =
        await()
            .until(
                () -> api.get("/api/deliveries/" + delivery),
                one -> one.path("attempts").size() == 2);
    assertThat(after.path("attempts").findValuesAsText("outcome"))
        .containsExactly("FAILED", "DELIVERED");
    assertThat(after.path("interventions").path(0).path("kind").asText()).isEqualTo("RETRIED");
    JsonNode again = api.post("/api/deliveries/" + delivery + "/retry", "");
    assertThat(again.path("status").asInt()).isEqualTo(409);
    assertThat(again.path("detail").asText())
        .isEqualTo("Procore has it already. There is nothing to try again.");
    assertThat(new SandboxView(port).images(62)).hasSize(1);
  }

  @Test
  void aFailedDeliveryIsDiscardedWithAReason() {
    String delivery = failed(63, 7);

    JsonNode without = api.post("/api/deliveries/" + delivery + "/discard", "{}");
    JsonNode discarded =
        api.post("/api/deliveries/" + delivery + "/discard", "{\"reason\":\"It is blurred\"}");

    JsonNode longer =
        api.post(
            "/api/deliveries/" + delivery + "/discard",
            "{\"reason\":\"" + "x".repeat(DeliverySteering.LONGEST_REASON + 1) + "\"}");

    assertThat(without.path("status").asInt()).isEqualTo(400);
    assertThat(longer.path("detail").asText()).contains("a text of 1 to 1000 characters");
    assertThat(discarded.path("state").asText()).isEqualTo("discarded");
    assertThat(discarded.path("interventions").path(0).path("told").asText())
        .isEqualTo("It is blurred");
    JsonNode again =
        api.post("/api/deliveries/" + delivery + "/discard", "{\"reason\":\"Another\"}");
    assertThat(again.path("status").asInt()).isEqualTo(409);
    assertThat(again.path("detail").asText()).isEqualTo("It is discarded already.");
    assertThat(api.post("/api/deliveries/x/discard", "no json").path("status").asInt())
        .isEqualTo(400);
  }

  @Test
  void allOfAKindAreTriedAgain() {
    String one = failed(64, 8);
    String other = failed(64, 9);

    JsonNode told = api.post("/api/deliveries/retry?state=failed&project=64", "");

    assertThat(told.path("retried").asInt()).isEqualTo(2);
    api.awaitState(one, "delivered");
    api.awaitState(other, "delivered");
    assertThat(api.post("/api/deliveries/retry?project=64", "").path("status").asInt())
        .isEqualTo(400);
    await().untilAsserted(() -> assertThat(new SandboxView(port).images(64)).hasSize(2));
  }
}
