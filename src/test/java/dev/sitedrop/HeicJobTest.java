package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** HEIC photos that are sent as JPEG, by a converter that never makes the same bytes twice. */
@SiteDropTest
@Import(Faults.class)
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "intake.heic=jpeg")
class HeicJobTest {
  @Autowired private Faults faults;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox inbox;
  private SandboxView sandbox;

  @DynamicPropertySource
  static void converter(DynamicPropertyRegistry registry) {
    Path folder = Path.of("target/converters", UUID.randomUUID().toString());
    registry.add("intake.heic-converter", () -> FakeConverter.everDiffering(folder));
  }

  @BeforeEach
  void look() {
    inbox = new Inbox(home);
    sandbox = new SandboxView(port);
  }

  private List<JsonNode> images(int project) {
    return sandbox.images().stream()
        .filter(image -> image.path("project_id").asInt() == project)
        .toList();
  }

  @Test
  void aHeicPhotoArrivesAsJpegOfTheDayItWasTaken() {
    inbox.drop("200/images/IMG_2041.HEIC", Samples.bytes("IMG_2041.HEIC"));

    JsonNode receipt = inbox.receipt("200/images", "IMG_2041.HEIC");
    JsonNode image = images(200).get(0);
    byte[] bytes = sandbox.get(image.path("url").asText());
    assertThat(image.path("image_name").asText()).isEqualTo("IMG_2041.jpg");
    assertThat(receipt.at("/files/0/takenAt").asText()).startsWith("2026-05-07T");
    assertThat(Pictures.coloursOf(bytes)).isEqualTo(Pictures.coloursOf(Pictures.sampleAsSeen()));
    assertThat(receipt.path("name").asText()).isEqualTo("200/images/IMG_2041.HEIC");
    JsonNode file = receipt.path("files").path(0);
    assertThat(file.path("name").asText()).isEqualTo("IMG_2041.jpg");
    assertThat(file.path("contentType").asText()).isEqualTo("image/jpeg");
    assertThat(file.path("size").asInt()).isEqualTo(bytes.length);
    assertThat(file.path("sha256").asText()).isEqualTo(Samples.sha256(bytes));
    assertThat(inbox.delivered())
        .filteredOn(path -> path.endsWith("IMG_2041.HEIC") && path.toString().contains("/200/"))
        .singleElement()
        .satisfies(kept -> assertThat(kept).hasBinaryContent(Samples.bytes("IMG_2041.HEIC")));
  }

  @Test
  void theSamePhotoAgainIsRecognisedThoughItsJpegDiffers() {
    inbox.drop("201/images/first.heic", Samples.heic("201"));
    inbox.receipt("201/images", "first.heic");

    inbox.drop("201/images/again.heic", Samples.heic("201"));

    assertThat(inbox.receipt("201/images", "again.heic").path("duplicate").asBoolean()).isTrue();
    assertThat(images(201)).hasSize(1);
  }

  @Test
  void aPhotoIsHeicWhateverItIsCalled() {
    inbox.drop("202/images/crane.png", Samples.heic("202"));

    JsonNode file = inbox.receipt("202/images", "crane.png").path("files").path(0);
    assertThat(file.path("name").asText()).isEqualTo("crane.jpg");
    assertThat(file.path("contentType").asText()).isEqualTo("image/jpeg");
  }

  @Test
  void aPhotoThatCannotBeConvertedIsSentAsHeic(CapturedOutput output) {
    byte[] broken = Samples.heic("BROKEN");
    inbox.drop("203/images/broken.heic", broken);

    JsonNode file = inbox.receipt("203/images", "broken.heic").path("files").path(0);
    assertThat(file.path("name").asText()).isEqualTo("broken.heic");
    assertThat(file.path("contentType").asText()).isEqualTo("image/heic");
    assertThat(sandbox.get(images(203).get(0).path("url").asText())).isEqualTo(broken);
    assertThat(output)
        .contains(
            "broken.heic could not be converted to JPEG, and is sent as HEIC: it ended with 1: No"
                + " meta box");
  }

  @Test
  void otherPicturesAreLeftAlone() {
    byte[] jpeg = Samples.jpeg(2000, 204);
    inbox.drop("204/images/a.jpg", jpeg);

    inbox.receipt("204/images", "a.jpg");
    assertThat(sandbox.get(images(204).get(0).path("url").asText())).isEqualTo(jpeg);
  }

  @Test
  void anAccidentLogGetsJpegsTooAndNoTwoOfOneName() {
    inbox.drop("205/accident_logs/fall/IMG_1.HEIC", Samples.heic("205"));
    inbox.drop("205/accident_logs/fall/IMG_1.jpg", Samples.jpeg(3000, 205));
    inbox.drop("205/accident_logs/fall/IMG_2.HEIC", Samples.heic("205-2"));
    inbox.drop("205/accident_logs/fall/accident.yaml", "");

    JsonNode receipt = inbox.receipt("205/accident_logs", "fall");
    assertThat(receipt.path("files"))
        .extracting(file -> file.path("name").asText())
        .containsExactlyInAnyOrder("IMG_1.HEIC.jpg", "IMG_1.jpg", "IMG_2.jpg");
    assertThat(receipt.path("files"))
        .allSatisfy(file -> assertThat(file.path("contentType").asText()).isEqualTo("image/jpeg"));
  }

  @Test
  void aRefusedPhotoIsDeliveredWhenItComesAgain() throws IOException {
    faults.refuse("POST .*/projects/206/uploads", 1, 422, Map.of(), "{\"errors\":\"no\"}");
    inbox.drop("206/images/a.heic", Samples.heic("206"));
    inbox.reason("206/images", "a.heic");

    Files.move(inbox.path("206/images/.failed/a.heic"), inbox.path("206/images/a.heic"));

    JsonNode file = inbox.receipt("206/images", "a.heic").path("files").path(0);
    byte[] bytes = sandbox.get(images(206).get(0).path("url").asText());
    assertThat(file.path("sha256").asText()).isEqualTo(Samples.sha256(bytes));
  }

  @Test
  void nothingIsLeftInTheSpool() {
    inbox.drop("207/images/a.heic", Samples.heic("207"));
    inbox.drop("207/images/b.heic", Samples.heic("207 BROKEN"));
    inbox.receipt("207/images", "a.heic");
    inbox.receipt("207/images", "b.heic");
    inbox.drop("207/images/c.heic", Samples.heic("207"));
    inbox.receipt("207/images", "c.heic");

    await()
        .untilAsserted(
            () -> {
              try (var files = Files.walk(home.resolve("spool"))) {
                assertThat(files).noneMatch(Files::isRegularFile);
              }
              try (var folders = Files.list(home.resolve("spool"))) {
                assertThat(folders)
                    .noneMatch(path -> path.getFileName().toString().startsWith("scratch-"));
              }
            });
    assertThat(sandbox.account().path("violations")).isEmpty();
  }
}
