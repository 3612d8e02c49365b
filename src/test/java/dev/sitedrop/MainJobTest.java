package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The main job, from the dropped file to the bytes that Procore shows. */
@SiteDropTest
@TestPropertySource(properties = "spool.segment-size=5MB")
class MainJobTest {
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox inbox;
  private SandboxView sandbox;

  @BeforeEach
  void look() {
    inbox = new Inbox(home);
    sandbox = new SandboxView(port);
  }

  @Test
  void aPhotoBecomesAnImageAndItsReceiptTellsWhenItWasTaken() {
    inbox.drop("42/images/crane.jpg", Samples.bytes("crane.jpg"));

    JsonNode receipt = inbox.receipt("42/images", "crane.jpg");
    JsonNode image = image(receipt);
    assertThat(image.path("filename").asText()).isEqualTo("crane.jpg");
    assertThat(image.path("in_daily_log").asBoolean()).isFalse();
    assertThat(receipt.at("/files/0/takenAt").asText()).isEqualTo("2026-05-06T10:15:00");
    assertThat(sandbox.get(image.path("url").asText())).isEqualTo(Samples.bytes("crane.jpg"));
    assertThat(receipt.path("files").path(0).path("uploadUuid").asText()).isNotBlank();
    assertThat(receipt.path("duplicate").asBoolean()).isFalse();
  }

  @Test
  void everyKindOfPictureIsDelivered() {
    inbox.drop("43/images/plan.png", Samples.bytes("site-plan.png"));
    inbox.drop("43/images/IMG_2041.HEIC", Samples.bytes("IMG_2041.HEIC"));

    JsonNode png = image(inbox.receipt("43/images", "plan.png"));
    JsonNode receipt = inbox.receipt("43/images", "IMG_2041.HEIC");
    JsonNode heic = image(receipt);
    assertThat(sandbox.get(heic.path("url").asText())).isEqualTo(Samples.bytes("IMG_2041.HEIC"));
    assertThat(receipt.path("files").path(0).path("contentType").asText()).isEqualTo("image/heic");
    assertThat(sandbox.get(png.path("url").asText())).isEqualTo(Samples.bytes("site-plan.png"));
    assertThat(receipt.at("/files/0/takenAt").asText()).startsWith("2026-05-07T");
    assertThat(receipt.path("remark").asText())
        .isEqualTo("Procore shows IMG_2041.HEIC as img_2041.heic");
  }

  @Test
  void aFileInAccidentLogsBecomesOneLogThatNamesIt() {
    inbox.drop("42/accident_logs/report.pdf", Samples.bytes("incident-report.pdf"));

    JsonNode log = accidentLog(inbox.receipt("42/accident_logs", "report.pdf"));
    assertThat(log.path("comments").asText()).contains("report.pdf");
    assertThat(log.path("attachments").path(0).path("content_type").asText())
        .isEqualTo("application/pdf");
    assertThat(sandbox.get(log.path("attachments").path(0).path("url").asText()))
        .isEqualTo(Samples.bytes("incident-report.pdf"));
  }

  @Test
  void aSubfolderOfAccidentLogsBecomesOneLogWithAllItsFiles() {
    inbox.drop("45/accident_logs/pallet/crane.jpg", Samples.bytes("crane.jpg"));
    inbox.drop("45/accident_logs/pallet/more/report.pdf", Samples.bytes("incident-report.pdf"));
    inbox.drop(
        "45/accident_logs/pallet/accident.yaml",
        "comments: A pallet fell\ninvolved_name: J. Doe\n");

    JsonNode log = accidentLog(inbox.receipt("45/accident_logs", "pallet"));
    assertThat(log.path("comments").asText()).isEqualTo("A pallet fell");
    assertThat(log.path("involved_name").asText()).isEqualTo("J. Doe");
    assertThat(log.path("date").asText()).isEqualTo("2026-05-06");
    assertThat(log.path("time_hour").asInt()).isEqualTo(10);
    assertThat(log.path("time_minute").asInt()).isEqualTo(15);
    assertThat(log.path("attachments")).hasSize(2);
  }

  @Test
  void aSubfolderWithoutAccidentYamlWaits() {
    inbox.drop("46/accident_logs/later/crane.jpg", Samples.bytes("crane.jpg"));
    inbox.drop("46/images/after.jpg", Samples.jpeg(1000, 46));
    inbox.receipt("46/images", "after.jpg");

    assertThat(inbox.path("46/accident_logs/later/crane.jpg")).exists();

    inbox.drop("46/accident_logs/later/accident.yaml", "");
    inbox.receipt("46/accident_logs", "later");
  }

  @Test
  void elsewhereInAProjectTheContentDecides() {
    inbox.drop("47/photo-without-extension", Samples.bytes("no-exif.jpg"));
    inbox.drop("47/from phone/report.jpg", Samples.bytes("incident-report.pdf"));

    assertThat(image(inbox.receipt("47/images", "photo-without-extension"))).isNotNull();
    assertThat(inbox.reason("47", "report.jpg"))
        .contains("report.jpg is no picture but application/pdf")
        .contains("accident_logs")
        .contains("put it back into");
  }

  @Test
  void whatIsNoPictureIsRefusedAmongImages() {
    inbox.drop("48/images/notes.jpg", "just text");

    assertThat(inbox.reason("48/images", "notes.jpg")).contains("no picture but text/plain");
    assertThat(inbox.path("48/images/.failed/notes.jpg")).hasContent("just text");
  }

  @Test
  void aSidecarGivesTheFields() {
    inbox.drop(
        "49/images/facade.jpg.yaml",
        """
        description: North façade, level 3
        log_date: 2026-05-01
        image_category_id: 7
        mt_location: [Building 1, Floor 3]
        trade_ids: [4, 5]
        private: true
        starred: false
        """);
    inbox.drop("49/images/facade.jpg", Samples.jpeg(2000, 49));

    JsonNode image = image(inbox.receipt("49/images", "facade.jpg"));
    assertThat(image.path("description").asText()).isEqualTo("North façade, level 3");
    assertThat(image.path("log_date").asText()).isEqualTo("2026-05-01");
    assertThat(image.path("image_category_id").asInt()).isEqualTo(7);
    assertThat(image.path("mt_location").path(1).asText()).isEqualTo("Floor 3");
    assertThat(image.path("trade_ids")).hasSize(2);
    assertThat(image.path("private").asBoolean()).isTrue();
    assertThat(inbox.delivered())
        .extracting(path -> path.getFileName().toString())
        .contains("facade.jpg.yaml");
  }

  @Test
  void aSidecarMayComeAMomentAfterItsFile() {
    inbox.drop("50/images/late.jpg", Samples.jpeg(2000, 50));
    inbox.drop("50/images/late.jpg.json", "{\"description\": \"came second\"}");

    JsonNode image = image(inbox.receipt("50/images", "late.jpg"));
    assertThat(image.path("description").asText()).isEqualTo("came second");
  }

  @Test
  void aMistakeInASidecarIsToldAndTheCorrectedFileIsDelivered() throws IOException {
    inbox.drop("51/images/wall.jpg.yaml", "descripton: typo\n");
    inbox.drop("51/images/wall.jpg", Samples.jpeg(2000, 51));

    assertThat(inbox.reason("51/images", "wall.jpg"))
        .contains("wall.jpg.yaml: 'descripton' is not a field of an image")
        .contains("Allowed are: description,");

    inbox.drop("51/images/wall.jpg.yaml", "description: mended\n");
    Files.move(inbox.path("51/images/.failed/wall.jpg"), inbox.path("51/images/wall.jpg"));

    JsonNode image = image(inbox.receipt("51/images", "wall.jpg"));
    assertThat(image.path("description").asText()).isEqualTo("mended");
    assertThat(inbox.path("51/images/.failed/wall.jpg.reason.txt")).doesNotExist();
  }

  @Test
  void theSamePhotoTwiceMakesOneImageAndTheSecondReceiptSaysSo() {
    inbox.drop("52/images/one.jpg", Samples.jpeg(3000, 52));
    JsonNode first = inbox.receipt("52/images", "one.jpg");
    inbox.drop("52/images/two.jpg", Samples.jpeg(3000, 52));
    JsonNode second = inbox.receipt("52/images", "two.jpg");

    assertThat(second.path("procore").path("id")).isEqualTo(first.path("procore").path("id"));
    assertThat(second.path("duplicate").asBoolean()).isTrue();
    assertThat(second.path("note").asText()).contains("No second one was made");
    assertThat(sandbox.images())
        .filteredOn(image -> image.path("project_id").asLong() == 52)
        .hasSize(1);
  }

  @Test
  void twoAccidentsWithTheSameFormAreTwoLogs() {
    for (String day : List.of("monday", "friday")) {
      inbox.drop("63/accident_logs/" + day + "/form.pdf", Samples.bytes("incident-report.pdf"));
      inbox.drop("63/accident_logs/" + day + "/accident.yaml", "comments: on " + day + "\n");
      inbox.receipt("63/accident_logs", day);
    }

    assertThat(sandbox.accidentLogs())
        .filteredOn(log -> log.path("project_id").asLong() == 63)
        .extracting(log -> log.path("comments").asText())
        .containsExactlyInAnyOrder("on monday", "on friday");
  }

  @Test
  void aDayThatDoesNotExistIsRefused() {
    inbox.drop("64/accident_logs/fall/form.pdf", Samples.bytes("incident-report.pdf"));
    inbox.drop("64/accident_logs/fall/accident.yaml", "datetime: 2026-02-30T10:00:00Z\n");

    assertThat(inbox.reason("64/accident_logs", "fall"))
        .contains("accident.yaml: 'datetime' is 2026-02-30T10:00:00Z")
        .contains("Allowed:");
  }

  @Test
  void aSidecarMayShout() {
    inbox.drop("65/images/UP.JPG", Samples.jpeg(2000, 65));
    inbox.drop("65/images/UP.JPG.YAML", "description: loud\n");

    JsonNode image = image(inbox.receipt("65/images", "UP.JPG"));
    assertThat(image.path("description").asText()).isEqualTo("loud");
  }

  @Test
  void anAccidentFolderWaitsForItsDownloads() throws IOException {
    inbox.drop("66/accident_logs/dl/a.pdf", Samples.bytes("incident-report.pdf"));
    Path part = inbox.drop("66/accident_logs/dl/b.jpg.part", Samples.jpeg(3000, 66));
    inbox.drop("66/accident_logs/dl/accident.yaml", "");
    inbox.drop("66/images/after.jpg", Samples.jpeg(1000, 66));
    inbox.receipt("66/images", "after.jpg");
    await().during(Duration.ofSeconds(3)).until(() -> Files.exists(part));

    Files.move(part, part.resolveSibling("b.jpg"));

    JsonNode log = accidentLog(inbox.receipt("66/accident_logs", "dl"));
    assertThat(log.path("attachments")).hasSize(2);
  }

  @Test
  @Needs(Need.LINUX)
  void aNameThatIsNoTextIsDeliveredUnderTheOneThatIsSeen() throws Exception {
    Files.createDirectories(inbox.path("67/images"));
    Path good = inbox.drop("67/.good", Samples.jpeg(2000, 67));
    new ProcessBuilder(
            "sh",
            "-c",
            "mv \"$0\" \"$1/$(printf 'bad\\377.jpg')\"",
            good.toAbsolutePath().toString(),
            inbox.path("67/images").toAbsolutePath().toString())
        .inheritIO()
        .start()
        .waitFor();

    JsonNode image = image(inbox.receipt("67/images", "bad\uFFFD.jpg"));
    assertThat(sandbox.get(image.path("url").asText())).isEqualTo(Samples.jpeg(2000, 67));
    assertThat(inbox.path("67/images")).isDirectoryNotContaining("glob:**/*.jpg");
  }

  @Test
  void twoFilesOfOneNameAreBothKept() {
    inbox.drop("53/images/IMG_0001.jpg", Samples.jpeg(3000, 531));
    inbox.receipt("53/images", "IMG_0001.jpg");
    inbox.drop("53/images/IMG_0001.jpg", Samples.jpeg(3000, 532));
    inbox.receipt("53/images", "IMG_0001 (2).jpg");

    assertThat(inbox.delivered())
        .filteredOn(path -> path.toString().contains("/53/"))
        .extracting(path -> path.getFileName().toString())
        .containsExactlyInAnyOrder("IMG_0001.jpg", "IMG_0001 (2).jpg");
  }

  @Test
  void aFileOfSeveralSegmentsArrivesWhole() {
    byte[] large = Samples.jpeg(17_000_001, 54);
    inbox.drop("54/images/large.jpg", large);

    JsonNode image = image(inbox.receipt("54/images", "large.jpg"));
    assertThat(image.path("files").path(0).path("segment_sha256s")).hasSize(4);
    assertThat(sandbox.get(image.path("url").asText())).isEqualTo(large);
  }

  @Test
  void anyNameWorks() {
    List<String> names =
        List.of(
            "with space.jpg",
            "100%.jpg",
            "a#b?c&d.jpg",
            "+plus+.jpg",
            "é à ü.jpg",
            "e\u0301 decomposed.jpg",
            "😀 emoji.jpg",
            "-rf.jpg",
            "{{name}} ${body}.jpg",
            "a..%2f..%2fetc.jpg",
            "RAW(x).jpg",
            "back\\slash.jpg",
            "new\nline.jpg",
            "\u202Egpj.exe.jpg",
            "CON.jpg",
            " leading space.jpg",
            "trailing.",
            "CASE.jpg",
            "case.jpg",
            "' or 1=1 --.jpg");
    names.forEach(name -> inbox.drop("55/images/" + name, Samples.jpeg(1500, name.hashCode())));

    for (String name : names) {
      JsonNode image = image(inbox.receipt("55/images", name));
      assertThat(sandbox.get(image.path("url").asText()))
          .as(name)
          .isEqualTo(Samples.jpeg(1500, name.hashCode()));
    }
  }

  @Test
  void aNameOf255BytesWorks() {
    String name = "é".repeat(125) + "x.jpg";
    inbox.drop("55/images/x", Samples.jpeg(1500, 255));
    inbox.receipt("55/images", "x");
    inbox.drop("56/images/" + name, Samples.jpeg(1600, 255));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(inbox.delivered())
                    .extracting(path -> path.getFileName().toString())
                    .contains(name));
    assertThat(sandbox.images())
        .extracting(image -> image.path("image_name").asText())
        .contains(name);
  }

  @Test
  void aHalfWrittenFileIsNeverTaken() throws IOException {
    byte[] whole = Samples.jpeg(50_000, 57);
    Path file = inbox.path("57/images/slow.jpg");
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(whole, 0, 20_000);
      out.flush();
      inbox.drop("57/images/quick.jpg", Samples.jpeg(1000, 571));
      inbox.receipt("57/images", "quick.jpg");
      await().during(Duration.ofSeconds(2)).until(() -> Files.exists(file));
      out.write(whole, 20_000, 30_000);
    }

    JsonNode image = image(inbox.receipt("57/images", "slow.jpg"));
    assertThat(sandbox.get(image.path("url").asText())).isEqualTo(whole);
  }

  @Test
  void whatIsHiddenOrUnfinishedIsLeftAlone() {
    List<String> names =
        List.of(".hidden.jpg", "x.jpg.part", "x.crdownload", "~$x.docx", "x.tmp", "Thumbs.db");
    names.forEach(name -> inbox.drop("58/images/" + name, Samples.jpeg(900, name.hashCode())));
    inbox.drop("58/images/.DS_Store", "x");
    inbox.drop("58/images/seen.jpg", Samples.jpeg(900, 58));
    inbox.receipt("58/images", "seen.jpg");

    assertThat(names).allSatisfy(name -> assertThat(inbox.path("58/images/" + name)).exists());
  }

  @Test
  void aFileInNoProjectIsRefusedWhereItLies() {
    inbox.drop("stray.jpg", Samples.jpeg(900, 59));
    inbox.drop("Riverside/images/r.jpg", Samples.jpeg(900, 60));

    assertThat(inbox.reason("", "stray.jpg")).contains("in no project's folder");
    assertThat(inbox.reason("Riverside/images", "r.jpg"))
        .contains("'Riverside' is no project id")
        .contains("What to do: put it into the folder of its project")
        .doesNotContain("back into");
  }

  @Test
  void theSpoolIsEmptyWhenEverythingIsDelivered() {
    inbox.drop("61/images/a.jpg", Samples.jpeg(900, 61));
    inbox.receipt("61/images", "a.jpg");

    await()
        .untilAsserted(
            () -> {
              try (var files = Files.walk(home.resolve("spool"))) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
              }
            });
  }

  @Test
  void theSandboxHasNothingToComplainOf() {
    inbox.drop("62/images/a.jpg", Samples.jpeg(900, 62));
    inbox.receipt("62/images", "a.jpg");

    assertThat(sandbox.account().path("violations")).isEmpty();
  }

  private JsonNode image(JsonNode receipt) {
    return resource(sandbox.images(), receipt);
  }

  private JsonNode accidentLog(JsonNode receipt) {
    return resource(sandbox.accidentLogs(), receipt);
  }

  private static JsonNode resource(List<JsonNode> resources, JsonNode receipt) {
    long id = receipt.path("procore").path("id").asLong();
    return resources.stream()
        .filter(one -> one.path("id").asLong() == id)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Procore has no " + id));
  }
}
