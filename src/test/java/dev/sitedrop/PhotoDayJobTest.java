package dev.sitedrop;

import static dev.sitedrop.MadePictures.chunk;
import static dev.sitedrop.MadePictures.compressedText;
import static dev.sitedrop.MadePictures.exif;
import static dev.sitedrop.MadePictures.exifSegment;
import static dev.sitedrop.MadePictures.heic;
import static dev.sitedrop.MadePictures.internationalText;
import static dev.sitedrop.MadePictures.jpeg;
import static dev.sitedrop.MadePictures.png;
import static dev.sitedrop.MadePictures.rawProfile;
import static dev.sitedrop.MadePictures.segment;
import static dev.sitedrop.MadePictures.text;
import static dev.sitedrop.MadePictures.tiff;
import static dev.sitedrop.MadePictures.webp;
import static dev.sitedrop.MadePictures.xmp;
import static dev.sitedrop.MadePictures.xmpSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The day that a photo bears in Procore, and what the receipt says of it. */
@SiteDropTest
@TestPropertySource(properties = {"intake.daily-log=true", "intake.time-zone=Europe/Berlin"})
class PhotoDayJobTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final String DAY = "2022-03-04";
  private static final byte[] EXIF = exif("2022:03:04 05:06:07");
  private static final byte[] XMP =
      xmp("photoshop:DateCreated='2022-03-04T05:06:07'").getBytes(StandardCharsets.UTF_8);
  private static final byte[] NONE = new byte[0];

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

  private JsonNode image(JsonNode receipt) {
    return sandbox.images().stream()
        .filter(one -> one.path("id").asLong() == receipt.at("/procore/id").asLong())
        .findFirst()
        .orElseThrow();
  }

  private void drop(String path, byte[] content, Instant modified) throws IOException {
    Path file = home.resolve("inbox").resolve(path);
    Path hidden = file.resolveSibling("." + file.getFileName());
    Files.createDirectories(file.getParent());
    Files.write(hidden, content);
    Files.setLastModifiedTime(hidden, FileTime.from(modified));
    Files.move(hidden, file);
  }

  private Map<String, JsonNode> receipts(String folder, Collection<String> names) {
    Map<String, JsonNode> receipts = new LinkedHashMap<>();
    names.forEach(name -> receipts.put(name, inbox.receipt(folder, name)));
    return receipts;
  }

  private void assertDays(String folder, Map<String, byte[]> files, Instant modified)
      throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      drop(folder + "/" + file.getKey(), file.getValue(), modified);
    }
    SoftAssertions softly = new SoftAssertions();
    receipts(folder, files.keySet())
        .forEach(
            (name, receipt) ->
                softly
                    .assertThat(image(receipt).path("log_date").asText())
                    .as("%s, by %s", name, receipt.at("/files/0/takenFrom"))
                    .isEqualTo(DAY));
    softly.assertAll();
  }

  @Test
  void whereverInTheFileItLiesItIsThePhotosDay() throws Exception {
    byte[] profile = segment(0xE2, MadePictures.noise(60_000));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("late.jpg", jpeg(profile, profile, profile, exifSegment(EXIF)));
    files.put("xmp.jpg", jpeg(xmpSegment(new String(XMP, StandardCharsets.UTF_8))));
    files.put("before.png", png(chunk("eXIf", EXIF), 100, NONE));
    files.put("behind.png", png(NONE, 100, chunk("eXIf", EXIF)));
    files.put("text.png", png(NONE, 20, text("Raw profile type exif", rawProfile("exif", EXIF))));
    files.put(
        "ztxt.png",
        png(NONE, 1, compressedText("Raw profile type APP1", rawProfile("exif", EXIF))));
    files.put(
        "itxt.png",
        png(
            internationalText("XML:com.adobe.xmp", new String(XMP, StandardCharsets.UTF_8), true),
            1,
            NONE));
    files.put("created.png", png(text("Creation Time", "Fri, 4 Mar 2022 05:06:07 +0100"), 1, NONE));
    files.put("time.png", png(NONE, 1, chunk("tIME", new byte[] {7, (byte) 0xE6, 3, 4, 5, 6, 7})));
    files.put("exif.webp", webp(300_000, "EXIF", EXIF));
    files.put("xmp.webp", webp(300_000, "XMP ", XMP));
    files.put("behind.heic", heic("heic", 300_000, "Exif", EXIF, false));
    files.put("idat.heic", heic("heic", 300_000, "Exif", EXIF, true));
    files.put("xmp.heic", heic("heic", 300_000, "mime", XMP, false));
    files.put(
        "end.tif", tiff(300_000, Map.of(), Map.of(MadePictures.ORIGINAL, "2022:03:04 05:06:07")));

    assertDays("500/images", files, Instant.now().minus(1, ChronoUnit.DAYS));
  }

  @Test
  void aDayThatCanBeReadIsTheDayHoweverItIsWritten() throws Exception {
    List<String> forms =
        List.of(
            "2022:03:04 24:04:20",
            "2022-03-04 10:00:00",
            "2022-03-04T10:00:00-08:00",
            "2022:03:04 10:00:00+0000",
            "2022/03/04 10:00:00",
            "2022:03:04 10:00",
            "2022:03:04 10:00:00.123",
            "2022:03:04",
            "2022:03:04 10:00:00 PM",
            "2022:03:04 10:00:00Z",
            "2022:3:4 10:00:00",
            "2022:03:04 10:00:00 Europe/Berlin");
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String form : forms) {
      files.put("form-" + files.size() + ".jpg", jpeg(exifSegment(exif(form))));
    }
    files.put(
        "second.jpg",
        jpeg(exifSegment(exif("0000:00:00 00:00:00")), exifSegment(exif("2022:03:04 10:00:00"))));
    files.put(
        "digitized.jpg",
        jpeg(
            exifSegment(
                tiff(
                    Map.of(),
                    Map.of(
                        MadePictures.ORIGINAL, "    :  :     :  :  ",
                        MadePictures.DIGITIZED, "2022:03:04 10:00:00")))));

    assertDays("501/images", files, Instant.now().minus(1, ChronoUnit.DAYS));
  }

  @Test
  void aNameTellsWhatThePhotoDoesNot() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name :
        List.of(
            "IMG-20220304-WA0007.jpg",
            "Screenshot 2022-03-04 at 10.15.00.jpg",
            "Foto 04.03.22, 10 15 00.jpg")) {
      files.put(name, jpeg());
    }

    assertDays("502/images", files, Instant.now().minus(1, ChronoUnit.DAYS));
  }

  @Test
  void aClockThatCannotBeRightIsNotBelieved() throws Exception {
    Map<String, Instant> files =
        Map.of(
            "fat.jpg", Instant.parse("1980-01-01T12:00:00Z"),
            "epoch.jpg", Instant.ofEpochSecond(1),
            "future.jpg", Instant.parse("2098-05-06T12:00:00Z"),
            "reset.jpg", Instant.parse("2000-01-01T00:00:07Z"));
    LocalDate before = LocalDate.now(ZONE);
    for (Map.Entry<String, Instant> file : files.entrySet()) {
      drop("503/images/" + file.getKey(), jpeg(), file.getValue());
    }
    drop(
        "503/images/camera.jpg",
        jpeg(exifSegment(exif("2098:01:01 10:00:00"))),
        Instant.parse("1980-01-01T12:00:00Z"));
    drop(
        "503/accident_logs/scan.pdf",
        Samples.bytes("incident-report.pdf"),
        Instant.parse("1980-01-01T12:00:00Z"));

    for (String name : List.of("fat", "epoch", "future", "reset", "camera")) {
      JsonNode receipt = inbox.receipt("503/images", name + ".jpg");
      assertThat(image(receipt).path("log_date").asText())
          .as(name)
          .isIn(before.toString(), LocalDate.now(ZONE).toString());
      assertThat(receipt.at("/files/0/takenFrom").asText())
          .startsWith("its arrival; not believed: ")
          .contains("the file's own time is ");
    }
    JsonNode receipt = inbox.receipt("503/accident_logs", "scan.pdf");
    assertThat(
            sandbox.accidentLogs().stream()
                .filter(log -> log.path("id").asLong() == receipt.at("/procore/id").asLong())
                .map(log -> log.path("date").asText()))
        .singleElement()
        .isIn(before.toString(), LocalDate.now(ZONE).toString());
  }

  @Test
  void whatIsWrittenIntoAPhotoIsItsDescription() throws Exception {
    byte[] photo =
        jpeg(
            exifSegment(tiff(Map.of(MadePictures.DESCRIPTION, "OLYMPUS DIGITAL CAMERA"), Map.of())),
            xmpSegment(
                xmp(
                    "",
                    "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>Gerüst, Süd</rdf:li>"
                        + "</rdf:Alt></dc:description>")));
    inbox.drop("504/images/own.jpg", photo);
    inbox.drop("504/images/said.jpg.yaml", "description: Said beside\n");
    inbox.drop(
        "504/images/said.jpg",
        jpeg(exifSegment(tiff(Map.of(MadePictures.DESCRIPTION, "Crane"), Map.of()))));
    inbox.drop(
        "504/images/camera.jpg",
        jpeg(exifSegment(tiff(Map.of(MadePictures.DESCRIPTION, "SAMSUNG"), Map.of()))));

    assertThat(image(inbox.receipt("504/images", "own.jpg")).path("description").asText())
        .isEqualTo("Gerüst, Süd");
    assertThat(image(inbox.receipt("504/images", "said.jpg")).path("description").asText())
        .isEqualTo("Said beside");
    assertThat(image(inbox.receipt("504/images", "camera.jpg")).path("description").asText())
        .isEmpty();
  }

  @Test
  void googleTakeoutTellsTheDayAndTheDescription() throws Exception {
    inbox.drop(
        "505/images/trip.jpg.json",
        """
        {"title": "trip.jpg", "description": "North facade", "imageViews": "3",
         "creationTime": {"timestamp": "1700000000", "formatted": "14 Nov 2023"},
         "photoTakenTime": {"timestamp": "1646366767", "formatted": "4 Mar 2022"},
         "geoData": {"latitude": 0.0, "longitude": 0.0}}
        """);
    inbox.drop("505/images/trip.jpg", jpeg());

    JsonNode receipt = inbox.receipt("505/images", "trip.jpg");
    assertThat(image(receipt).path("log_date").asText()).isEqualTo(DAY);
    assertThat(image(receipt).path("description").asText()).isEqualTo("North facade");
    assertThat(receipt.at("/files/0/takenFrom").asText()).isEqualTo("Google Takeout");
  }

  @Test
  void itsJsonOfAnotherNameIsKeptBesideThePhotoAndToldInTheReceipt() throws Exception {
    String json = "crane.jpg.supplemental-metada(1).json";
    inbox.drop(
        "506/images/.trip/" + json,
        """
        {"title": "crane.jpg", "description": "Crane", "imageViews": "3",
         "photoTakenTime": {"timestamp": "1646366767", "formatted": "4 Mar 2022"},
         "geoData": {"latitude": 0.0, "longitude": 0.0}}
        """);
    inbox.drop("506/images/.trip/crane(1).jpg", jpeg());
    inbox.drop("506/images/.trip/crane-edited(1).jpg", jpeg());
    Files.move(inbox.path("506/images/.trip"), inbox.path("506/images/trip")); // all at once

    for (String name : List.of("crane(1).jpg", "crane-edited(1).jpg")) {
      JsonNode receipt = inbox.receipt("506/images", name);
      assertThat(image(receipt).path("log_date").asText()).isEqualTo(DAY);
      assertThat(image(receipt).path("description").asText()).isEqualTo("Crane");
      assertThat(receipt.at("/files/0/takenFrom").asText()).isEqualTo("Google Takeout");
    }
    assertThat(inbox.receipt("506/images", "crane(1).jpg").at("/keptBesideAndNotSent/0").asText())
        .isEqualTo(json);
    await().until(() -> inbox.delivered().stream().anyMatch(one -> one.endsWith("crane(1).jpg")));
    assertThat(inbox.delivered())
        .anyMatch(one -> one.getFileName().toString().equals("crane(1).jpg.json"));
    assertThat(inbox.path("506/images/trip/" + json)).doesNotExist();
  }
}
