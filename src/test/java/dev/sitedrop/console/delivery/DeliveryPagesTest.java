package dev.sitedrop.console.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Faults;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.api.ApiClient;
import dev.sitedrop.intake.web.Upload;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the pages of deliveries say. */
@SiteDropTest
@Import(Faults.class)
class DeliveryPagesTest {
  @LocalServerPort private int port;
  @Autowired private Faults faults;
  @Autowired private TestRestTemplate web;

  @Value("${sitedrop.home}")
  private Path home;

  @AfterEach
  void heal() {
    faults.clear();
  }

  /** The text that a reader sees, in one line. */
  private String page(String path) {
    return web.getForObject(path, String.class)
        .replaceAll("(?s)<(script|style).*?</\\1>", "")
        .replaceAll("<[^>]*>", " ")
        .replace("&#39;", "'")
        .replaceAll("\\s+", " ");
  }

  private String uploaded(int project, long seed) {
    return new Upload()
        .field("project", Integer.toString(project))
        .file("photo " + seed + ".jpg", Samples.jpeg(1_000, seed))
        .sendTo(port)
        .delivery();
  }

  private String failed(int project, long seed) {
    faults.refuse(
        "POST /rest/v1.0/images", 1, 422, Map.of(), "{\"errors\":{\"base\":[\"no room\"]}}");
    String delivery = uploaded(project, seed);
    new ApiClient(port).awaitState(delivery, "failed");
    return delivery;
  }

  @Test
  void aRefusedFileIsFoundAndItsPlaceIsTold() {
    Inbox inbox = new Inbox(home);
    inbox.drop("640/images/section drawing.pdf", Samples.bytes("incident-report.pdf"));
    inbox.reason("640/images", "section drawing.pdf");
    await()
        .untilAsserted(
            () ->
                assertThat(page("/deliveries?text=section+drawing"))
                    .contains("No deliveries match.", "1 refused file matches"));

    String refused = page("/deliveries?state=REFUSED&text=section+drawing");

    assertThat(refused)
        .contains(
            "640/images/section drawing.pdf",
            "section drawing.pdf is no picture but application/pdf",
            "It is in "
                + inbox.path("640/images/.failed").toAbsolutePath()
                + ", with the reason beside it.")
        .doesNotContain("Retry all");
    assertThat(page("/deliveries?state=REFUSED&text=nowhere")).contains("No refused files match.");
    assertThat(page("/deliveries?state=REFUSED&project=640"))
        .contains("Refused files belong to no project");
  }

  @Test
  void aSearchWithoutAMatchSaysSo() {
    assertThat(page("/deliveries?text=nowhere")).contains("No deliveries match.");
  }

  @Test
  void theButtonTellsHowManyItRetries() {
    failed(641, 1);
    failed(641, 2);

    assertThat(page("/deliveries?state=FAILED&project=641"))
        .contains("Retry all 2")
        .doesNotContain("Includes matches on other pages.");
  }

  @Test
  void eachStateIsToldWithItsOwnTime() {
    String delivered = uploaded(642, 3);
    new ApiClient(port).awaitState(delivered, "delivered");
    assertThat(page("/deliveries/" + delivered))
        .containsPattern("Delivered at \\d\\d:\\d\\d:\\d\\d")
        .contains("Details sent to Procore");
    await()
        .untilAsserted(
            () ->
                assertThat(page("/deliveries/" + delivered))
                    .contains("Result shown to its sender on the Drop page"));

    String discarded = failed(642, 4);
    assertThat(page("/deliveries/" + discarded))
        .containsPattern("Failed at \\d\\d:\\d\\d:\\d\\d")
        .containsPattern("Attempt 1 failed after \\d")
        .contains("Edit and retry", "Not set");

    new ApiClient(port)
        .post("/api/deliveries/" + discarded + "/discard", "{\"reason\":\"a test\"}");

    assertThat(page("/deliveries/" + discarded))
        .containsPattern("Discarded at \\d\\d:\\d\\d:\\d\\d")
        .contains("Discarded on this computer (no login)");
  }

  @Test
  void whatHasNoUploadYetIsToldSo() {
    faults.refuse("POST /rest/v1.1/.*", 1, 422, Map.of(), "{\"message\":\"No\"}");
    String failed = uploaded(643, 5);
    new ApiClient(port).awaitState(failed, "failed");

    assertThat(page("/deliveries/" + failed)).contains("Not uploaded yet");
  }
}
