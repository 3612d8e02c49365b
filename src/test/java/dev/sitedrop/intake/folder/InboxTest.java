package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.LivePhoto;
import dev.sitedrop.Samples;
import dev.sitedrop.intake.Destinations;
import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.RawRule;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The component on real files; what it hands in is taken away, as the intake would. */
@ExtendWith(OutputCaptureExtension.class)
class InboxTest {
  @TempDir private Path folder;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Queue<IncomingDrop> handedIn = new ConcurrentLinkedQueue<>();

  private void watch(String parameters) throws Exception {
    watch(parameters, this::take);
  }

  private void watch(String parameters, org.apache.camel.Processor then) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("inbox:test?delay=50&settleTime=200ms&sidecarGrace=300ms"
                    + (parameters.contains("incompleteGrace") ? "" : "&incompleteGrace=2s")
                    + "&lackingGrace=1s&directory=RAW("
                    + folder
                    + ")"
                    + parameters)
                .process(then);
          }
        });
    camel.getRegistry().bind("destinations", (Destinations) company -> "here");
    camel.start();
  }

  private void take(org.apache.camel.Exchange exchange) throws IOException {
    IncomingDrop drop = exchange.getMessage().getBody(IncomingDrop.class);
    for (IncomingFile file : drop.files()) {
      try (InputStream in = file.content().open()) {
        in.readAllBytes();
      }
    }
    for (Path path : Whereabouts.of(drop.origin(), new Volumes()).all()) {
      Files.delete(path);
    }
    handedIn.add(drop);
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  private Path put(String relative, byte[] content) throws IOException {
    Path file = folder.resolve(relative);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private IncomingDrop next() {
    return await().atMost(Duration.ofSeconds(20)).until(handedIn::poll, java.util.Objects::nonNull);
  }

  @Test
  void theFoldersSayProjectAndTarget() throws Exception {
    put("7/images/site A/photo.jpg", Samples.jpeg(500, 1));
    watch("");

    IncomingDrop drop = next();

    assertThat(drop.project()).isEqualTo("7");
    assertThat(drop.target()).isEqualTo(Target.IMAGE);
    assertThat(drop.name()).isEqualTo("7/images/site A/photo.jpg");
    assertThat(drop.files()).extracting(IncomingFile::name).containsExactly("photo.jpg");
    assertThat(drop.problem()).isNull();
  }

  @Test
  void projectAndTargetMayBeTheSources() throws Exception {
    put("images/photo.jpg", Samples.jpeg(500, 1));
    watch("&project=9&target=accident_logs");
    put("note.txt", "x".getBytes());

    IncomingDrop drop = next();

    assertThat(drop.project()).isEqualTo("9");
    assertThat(drop.target()).isEqualTo(Target.ACCIDENT_LOG);
    assertThat(drop.name()).isEqualTo("note.txt");
    assertThat(folder.resolve("images/photo.jpg")).exists();
  }

  @Test
  void moreFilesThanAreRememberedAreHandedInOnceEach() throws Exception {
    byte[] content = Samples.jpeg(50, 1);
    int files = Stillness.MOST + 10_000;
    for (int i = 0; i < files; i++) {
      put("7/images/" + i + ".jpg", content);
    }
    watch("");

    await().atMost(Duration.ofMinutes(2)).until(() -> handedIn.size() >= files);

    assertThat(handedIn.stream().map(IncomingDrop::name).distinct()).hasSize(files);
    assertThat(handedIn).hasSize(files);
  }

  @Test
  void aBacklogOfOneProjectHoldsBackNoOther() throws Exception {
    int backlog = 3000;
    byte[] content = Samples.jpeg(50, 1);
    for (int i = 0; i < backlog; i++) {
      put("1/images/" + i + ".jpg", content);
    }
    watch(
        "",
        exchange -> {
          Thread.sleep(5);
          take(exchange);
        });
    await().until(() -> handedIn.size() > 10);

    put("2/images/other.jpg", content);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> handedIn.stream().anyMatch(drop -> drop.project().equals("2")));

    assertThat(handedIn).hasSizeLessThan(backlog);
    await().atMost(Duration.ofMinutes(1)).until(() -> handedIn.size() == backlog + 1);
  }

  @Test
  @Needs(Need.LINUX)
  void aFileThatIsStillOpenIsNotTakenHoweverLongItsWriterWaits() throws Exception {
    watch("");
    Path file = folder.resolve("7/images/open.txt");
    Files.createDirectories(file.getParent());
    try (var out = Files.newOutputStream(file)) {
      out.write(1);
      out.flush();

      await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(4)).until(handedIn::isEmpty);
    }

    assertThat(next().files().get(0).size()).isEqualTo(1);
  }

  @Test
  void aPictureWithoutItsEndWaitsLonger() throws Exception {
    watch("");
    byte[] whole = Samples.jpeg(5000, 3);
    put("7/images/half.jpg", java.util.Arrays.copyOf(whole, 2500));

    await().during(Duration.ofSeconds(1)).until(handedIn::isEmpty);
    put("7/images/half.jpg", whole);

    assertThat(next().files().get(0).size()).isEqualTo(5000);
  }

  /** What is wrong with it is said by the intake, as for every other source. */
  @Test
  void aPictureThatNeverGetsItsEndIsHandedInAfterAWhile() throws Exception {
    watch("");
    put("7/images/cut.jpg", java.util.Arrays.copyOf(Samples.jpeg(5000, 3), 2500));
    put("7/images/whole.jpg", Samples.jpeg(5000, 4));

    assertThat(next().name()).endsWith("whole.jpg");
    IncomingDrop cut = next();
    assertThat(cut.name()).endsWith("cut.jpg");
  }

  /** Explorer, and what writes over SMB, gives it its size and its time first. */
  @Test
  void aPictureThatIsFilledInPlaceIsTakenWhenItIsWhole() throws Exception {
    watch("&incompleteGrace=30s");
    byte[] whole = Samples.bytes("IMG_2041.HEIC");
    Path file = put("7/images/filled.heic", new byte[0]);
    FileTime time = FileTime.from(Instant.parse("2026-05-07T10:00:00Z"));
    for (int part = 1; part <= 3; part++) {
      byte[] some = java.util.Arrays.copyOf(whole, whole.length * part / 3);
      Files.write(file, java.util.Arrays.copyOf(some, whole.length));
      Files.setLastModifiedTime(file, time);
      if (part < 3) {
        await().during(Duration.ofSeconds(1)).until(handedIn::isEmpty);
      }
    }

    assertThat(next().files().get(0).size()).isEqualTo(whole.length);
  }

  /** A change that leaves size and time as they were starts the waiting anew. */
  @Test
  void aChangeInPlaceIsSeenThoughTheTimeStandsStill() throws Exception {
    FileTime time = FileTime.from(Instant.parse("2026-05-07T10:00:00Z"));
    Path file = put("7/images/a.dat", "one".getBytes());
    Files.setLastModifiedTime(file, time);
    FoundFile before = new FoundFile(file, Stamp.of(file));
    assertThat(before.isUnchanged()).isTrue();

    await()
        .untilAsserted(
            () -> {
              Files.write(file, "two".getBytes());
              Files.setLastModifiedTime(file, time);
              assertThat(before.isUnchanged()).isFalse();
            });
    assertThat(new FoundFile(file, Stamp.of(file))).isNotEqualTo(before);
  }

  @Test
  void aFileThatChangesWhileItIsReadIsReadAgain() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    Path file = put("7/images/changing.txt", "first".getBytes());
    watch(
        "",
        exchange -> {
          IncomingDrop drop = exchange.getMessage().getBody(IncomingDrop.class);
          try (InputStream in = drop.files().get(0).content().open()) {
            if (reads.incrementAndGet() == 1) {
              Files.writeString(file, "second, and longer");
            }
            in.readAllBytes();
          }
          take(exchange);
        });

    assertThat(next().files().get(0).size()).isEqualTo("second, and longer".length());
    assertThat(reads.get()).isEqualTo(2);
  }

  @Test
  void aSidecarGoesWithItsFileAndAloneItIsRefused() throws Exception {
    put("7/images/a.jpg", Samples.jpeg(500, 1));
    put("7/images/a.jpg.yaml", "description: x".getBytes());
    put("7/images/alone.jpg.json", "{}".getBytes());
    watch("");

    IncomingDrop withSidecar = next();
    IncomingDrop alone = next();

    assertThat(withSidecar.sidecars()).extracting(IncomingFile::name).containsExactly("a.jpg.yaml");
    assertThat(alone.problem()).contains("alone.jpg, which is not there");
  }

  @Test
  void aGroupIsOneDropWithoutItsAccidentYaml() throws Exception {
    put("7/accident_logs/fall/b.txt", "b".getBytes());
    put("7/accident_logs/fall/deep/a.txt", "a".getBytes());
    put("7/accident_logs/fall/accident.yaml", new byte[0]);
    put("7/accident_logs/unmarked/c.txt", "c".getBytes());
    put("7/accident_logs/alone/accident.yaml", new byte[0]);
    put("7/accident_logs/accident.yaml", new byte[0]);
    put("7/accident_logs/stray/d.txt", "d".getBytes());
    put("7/accident_logs/stray/d.txt.yaml", "comments: x".getBytes());
    put("7/accident_logs/stray/accident.yaml", new byte[0]);
    put("7/accident_logs/monday/two/accident.yaml", new byte[0]);
    put("7/accident_logs/monday/two/e.txt", "e".getBytes());
    put("7/accident_logs/monday/accident.yaml", new byte[0]);
    watch("");

    Map<String, IncomingDrop> drops = new java.util.HashMap<>();
    for (int i = 0; i < 5; i++) {
      IncomingDrop drop = next();
      drops.put(drop.name(), drop);
    }

    IncomingDrop group = drops.get("7/accident_logs/fall");
    assertThat(group.files()).extracting(IncomingFile::name).containsExactly("b.txt", "a.txt");
    assertThat(group.sidecars()).extracting(IncomingFile::name).containsExactly("accident.yaml");
    assertThat(group.problem()).isNull();
    assertThat(drops.get("7/accident_logs/alone").problem()).contains("no file beside");
    assertThat(drops.get("7/accident_logs/accident.yaml").problem()).contains("subfolder");
    assertThat(drops.get("7/accident_logs/stray").problem()).contains("into accident.yaml");
    assertThat(drops.get("7/accident_logs/monday").problem())
        .startsWith("two/accident.yaml lies in a folder of its own");
    assertThat(folder.resolve("7/accident_logs/unmarked/c.txt")).exists();
  }

  @Test
  void ourOwnReasonsAndReceiptsComeBackWithAFolderAndAreLeftAlone() throws Exception {
    put("7/accident_logs/fall.txt.reason.txt", "x".getBytes());
    put("7/accident_logs/fall.txt.receipt.json", "{}".getBytes());
    put("7/accident_logs/fall.txt", "x".getBytes());
    watch("");

    assertThat(next().name()).endsWith("fall.txt");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
  }

  @Test
  void linksAndPipesAreNeverFollowed() throws Exception {
    Path outside = Files.writeString(Files.createTempFile("outside", ".txt"), "secret");
    put("7/images/real.jpg", Samples.jpeg(500, 1));
    Files.createSymbolicLink(folder.resolve("7/images/link.jpg"), outside);
    Files.createSymbolicLink(folder.resolve("7/images/loop"), folder);
    new ProcessBuilder("mkfifo", folder.resolve("7/images/pipe.jpg").toString()).start().waitFor();
    watch("");

    assertThat(next().name()).isEqualTo("7/images/real.jpg");
    await().during(Duration.ofSeconds(1)).until(handedIn::isEmpty);
    Files.delete(outside);
  }

  @Test
  void whatCannotBeTakenNowStaysAndIsTriedAgainWhileOthersGoOn() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    put("7/images/bad.txt", "bad".getBytes());
    put("7/images/good.txt", "good".getBytes());
    watch(
        "",
        exchange -> {
          IncomingDrop drop = exchange.getMessage().getBody(IncomingDrop.class);
          if (drop.name().endsWith("bad.txt") && tries.incrementAndGet() == 1) {
            throw new IOException("the disk is full");
          }
          take(exchange);
        });

    assertThat(next().name()).endsWith("good.txt");
    assertThat(next().name()).endsWith("bad.txt");
  }

  @Test
  void theFolderMayBeGoneForAWhile() throws Exception {
    watch("");
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);
    await().during(Duration.ofMillis(500)).until(handedIn::isEmpty);
    Files.move(away, folder);
    put("7/images/after.txt", "x".getBytes());

    assertThat(next().name()).endsWith("after.txt");
  }

  @Test
  void aParameterThatIsNotKnownIsNamed() {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> watch("&colour=red"))
        .hasStackTraceContaining("colour");
  }

  @Test
  void whatSystemsLeaveIsNoProjectNoImageAndNoAttachment() throws Exception {
    byte[] small = Samples.jpeg(50, 1);
    for (String litter :
        new String[] {
          "#recycle/images/a.jpg",
          "$RECYCLE.BIN/S-1/images/a.jpg",
          "lost+found/images/a.jpg",
          "7/@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg",
          "7/images/@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg",
          "7/images/tour/@Recycle/a.jpg",
          "7/images/x.jpg:Zone.Identifier",
          "7/images/IMG_1.xmp",
          "7/images/Icon\r"
        }) {
      put(litter, small);
    }
    for (String one :
        new String[] {
          "a.jpg",
          "report.pdf",
          "a.jpg:Zone.Identifier",
          "a.AAE",
          "ehthumbs.db",
          "ehthumbs_vista.db",
          "Picasa.ini",
          "Thumbs.db:encryptable",
          "@eaDir/a.jpg/THUMB.jpg"
        }) {
      put("7/accident_logs/fall/" + one, small);
    }
    put("7/accident_logs/fall/accident.yaml", new byte[0]);
    watch("");

    IncomingDrop drop = next();
    put("7/images/last.jpg", small);

    assertThat(drop.files()).extracting(IncomingFile::name).containsExactly("a.jpg", "report.pdf");
    assertThat(next().name()).isEqualTo("7/images/last.jpg");
    assertThat(handedIn).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accident_Logs",
        "ACCIDENT_LOGS",
        "accident logs",
        "accident-logs",
        "AccidentLogs",
        "Accident Log",
        " accident_logs "
      })
  void theFolderOfAccidentsIsUnderstoodHoweverItIsWritten(String written) throws Exception {
    put("7/" + written + "/fall/crane.jpg", Samples.jpeg(500, 1));
    put("7/" + written + "/fall/report.pdf", "%PDF-1.4 %%EOF\n".getBytes());
    put("7/" + written + "/fall/accident.yaml", new byte[0]);
    watch("");

    IncomingDrop drop = next();

    assertThat(drop.target()).isEqualTo(Target.ACCIDENT_LOG);
    assertThat(drop.files()).hasSize(2);
    assertThat(drop.problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Images", "IMAGES", "image", "Images "})
  void theFolderOfImagesIsUnderstoodHoweverItIsWritten(String written) throws Exception {
    put("7/" + written + "/crane.jpg", Samples.jpeg(500, 1));
    watch("");

    assertThat(next().target()).isEqualTo(Target.IMAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acident_logs",
        "accident_lgos",
        "accidents",
        "Accident logs 2026",
        "accident_logs (2)"
      })
  void whatIsAlmostTheFolderOfAccidentsIsRefusedBeforeAnythingIsTaken(String written)
      throws Exception {
    put("7/" + written + "/fall/crane.jpg", Samples.jpeg(500, 1));
    watch("");

    assertThat(next().problem()).contains(written, "accident_logs");
  }

  @Test
  void aPhotoBesideTheMarkOfAnAccidentBecomesNoOrdinaryImage() throws Exception {
    put("7/images/fall/crane.jpg", Samples.jpeg(500, 1));
    put("7/images/fall/Accident.yaml", new byte[0]);
    watch("");

    assertThat(next().problem()).contains("Accident.yaml", "accident_logs");
  }

  @ParameterizedTest
  @CsvSource({
    "x.JPG, x.jpg.yaml",
    "x.jpg, X.JPG.yaml",
    "x.jpg, x.yaml",
    "x.jpg, X.yml",
    "x.jpg, x.jpg.yml",
    "x.jpg, x.jpg.Yaml",
    "x.jpg, x.jpg.yaml.txt",
    "x.jpg, x.yaml.txt",
    "'caf\u00e9.jpg', 'cafe\u0301.jpg.yaml'",
    "'cafe\u0301.jpg', 'caf\u00e9.yaml'"
  })
  void aSidecarMeetsItsFileHoweverItsNameIsWritten(String photo, String sidecar) throws Exception {
    put("7/images/" + photo, Samples.jpeg(500, 1));
    put("7/images/" + sidecar, "description: x".getBytes());
    watch("");

    IncomingDrop drop = next();

    assertThat(drop.files()).extracting(IncomingFile::name).containsExactly(photo);
    assertThat(drop.sidecars()).extracting(IncomingFile::name).containsExactly(sidecar);
    assertThat(drop.problem()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "facade.jpg, facde.jpg.yaml",
    "north wall.jpg, north_wall.jpg.yaml",
    "IMG_1.JPG, IMG_1.HEIC.yaml",
    "facade.jpg, facade.jpg.ymal",
    "facade.jpg, fcaade.yaml"
  })
  void aSidecarThatIsAlmostCalledLikeAPhotoIsToldBeforeThePhotoGoes(String photo, String sidecar)
      throws Exception {
    put("7/images/" + photo, Samples.jpeg(500, 1));
    put("7/images/" + sidecar, "description: x".getBytes());
    watch("");

    IncomingDrop drop = next();

    assertThat(drop.files()).extracting(IncomingFile::name).containsExactly(photo);
    assertThat(drop.problem()).contains(sidecar, photo);
    assertThat(drop.sidecars()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "IMG_2041.jpg, IMG_2042.jpg.yaml",
    "wall-a.jpg, wall-b.jpg.yaml",
    "north.jpg, south.jpg.yaml",
    "a.jpg, b.jpg.yaml"
  })
  void aSidecarOfAnotherPhotoHoldsBackNone(String photo, String sidecar) throws Exception {
    put("7/images/" + photo, Samples.jpeg(500, 1));
    put("7/images/" + sidecar, "description: x".getBytes());
    watch("");

    IncomingDrop drop = next();

    assertThat(drop.problem()).isNull();
    assertThat(drop.sidecars()).isEmpty();
    assertThat(next().problem()).contains("which is not there");
  }

  @Test
  void aSidecarThatMayBeOfTwoIsOfNone() throws Exception {
    put("7/images/x.jpg", Samples.jpeg(500, 1));
    put("7/images/x.png", Samples.jpeg(500, 2));
    put("7/images/x.yaml", "description: x".getBytes());
    watch("");

    assertThat(next().problem()).contains("x.yaml", "x.jpg", "x.png");
    assertThat(next().problem()).contains("x.yaml", "x.jpg", "x.png");
  }

  @Test
  void jsonOfAnotherProgramIsNoSidecar() throws Exception {
    byte[] takeout =
        ("{\"title\":\"a.jpg\",\"description\":\"\",\"imageViews\":\"3\","
                + "\"creationTime\":{\"timestamp\":\"1\"},\"geoData\":{\"latitude\":1.0}}")
            .getBytes();
    put("7/images/gone.jpg.supplemental-metadata.json", takeout);
    put("7/images/metadata.json", takeout);
    put("7/accident_logs/fall/a.jpg", Samples.jpeg(500, 1));
    put("7/accident_logs/fall/a.jpg.supplemental-metadata.json", takeout);
    put("7/accident_logs/fall/a.jpg.json", takeout);
    put("7/accident_logs/fall/accident.yaml.txt", new byte[0]);
    watch("");

    IncomingDrop group = next();
    put("7/images/last.jpg", Samples.jpeg(500, 2));

    assertThat(group.files()).extracting(IncomingFile::name).containsExactly("a.jpg");
    assertThat(group.problem()).isNull();
    assertThat(next().name()).isEqualTo("7/images/last.jpg");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
  }

  @Test
  void aMarkThatIsAlmostCalledSoIsToldByName(CapturedOutput output) throws Exception {
    put("7/accident_logs/fall/a.jpg", Samples.jpeg(500, 1));
    put("7/accident_logs/fall/acident.yaml", new byte[0]);
    watch("");

    await().until(() -> output.getOut().contains("acident.yaml is not called accident.yaml"));
  }

  @Test
  void aMarkWithTheEndingThatWindowsHidesIsTakenAndTold(CapturedOutput output) throws Exception {
    put("7/accident_logs/fall/a.jpg", Samples.jpeg(500, 1));
    put("7/accident_logs/fall/accident.yaml.txt", new byte[0]);
    watch("");

    assertThat(next().name()).isEqualTo("7/accident_logs/fall");
    assertThat(output.getOut())
        .contains("Taken as accident.yaml: ", "/7/accident_logs/fall/accident.yaml.txt.");
  }

  @Test
  void theFilmOfALivePhotoStaysWithItsPhoto() throws Exception {
    put("7/images/IMG_1.MOV", LivePhoto.film("ID-1"));
    put("7/images/IMG_1.JPG", LivePhoto.photo(Samples.bytes("no-exif.jpg"), "ID-1"));
    watch("");

    IncomingDrop drop = next();

    assertThat(drop.name()).isEqualTo("7/images/IMG_1.JPG");
    assertThat(drop.files()).hasSize(1);
    assertThat(drop.sidecars()).isEmpty();
    assertThat(FolderOrigin.of(drop.origin()).beside()).containsExactly("IMG_1.MOV");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
  }

  @Test
  void aFilmOfTheSameNameIsNotForThatReasonOfThePhoto() throws Exception {
    put("7/images/IMG_1.MOV", LivePhoto.film("ID-2"));
    put("7/images/IMG_1.JPG", LivePhoto.photo(Samples.bytes("no-exif.jpg"), "ID-1"));
    put("7/images/IMG_2.MOV", Samples.jpeg(500, 2));
    put("7/images/IMG_2.JPG", Samples.jpeg(500, 3));
    watch("");

    Map<String, IncomingDrop> drops = new java.util.HashMap<>();
    for (int i = 0; i < 4; i++) {
      IncomingDrop drop = next();
      drops.put(drop.name(), drop);
    }

    assertThat(FolderOrigin.of(drops.get("7/images/IMG_1.JPG").origin()).beside()).isEmpty();
    assertThat(drops.get("7/images/IMG_1.MOV").problem()).contains("Live Photo");
    assertThat(drops.get("7/images/IMG_2.MOV").problem()).isNull();
  }

  private static byte[] takeout(String title) {
    return ("{\"title\":\""
            + title
            + "\",\"description\":\"North facade\",\"imageViews\":\"3\",\"photoTakenTime\":"
            + "{\"timestamp\":\"1646366767\"},\"geoData\":{\"latitude\":1.0}}")
        .getBytes();
  }

  @ParameterizedTest(name = "{0} has {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "x.jpg | x.jpg.json",
        "x.jpg | x.jpg.supplemental-metadata.json",
        "x.jpg | x.jpg.supplemental-meta.json",
        "x.jpg | x.jpg.s.json",
        "x(1).jpg | x.jpg(1).json",
        "x(1).jpg | x.jpg.supplemental-metadata(1).json",
        "x-edited.jpg | x.jpg.supplemental-metadata.json",
        "a_name_of_a_photo_of_the_crane_on_site_4711.jpg | a_name_of_a_photo_of_the_crane_on_site_4711.jp.json",
        "a_name_of_a_photo_of_the_crane_on_site_4711_north.jpg"
            + " | a_name_of_a_photo_of_the_crane_on_site_4711_no.json"
      })
  void theJsonThatTakeoutWroteGoesWithItsPhoto(String photo, String json) throws Exception {
    put("7/images/" + json, takeout(photo));
    put("7/images/" + photo, Samples.jpeg(500, 1));
    put("7/images/y.jpg", Samples.jpeg(500, 2));
    watch("");

    Map<String, IncomingDrop> drops = nextOnes(2);

    IncomingDrop drop = drops.get("7/images/" + photo);
    assertThat(drop.problem()).isNull();
    assertThat(drop.sidecars()).extracting(IncomingFile::name).containsExactly(json);
    assertThat(FolderOrigin.of(drop.origin()).beside()).containsExactly(json);
    assertThat(drops.get("7/images/y.jpg").sidecars()).isEmpty();
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
  }

  private Map<String, IncomingDrop> nextOnes(int number) {
    Map<String, IncomingDrop> drops = new java.util.HashMap<>();
    for (int i = 0; i < number; i++) {
      IncomingDrop drop = next();
      drops.put(drop.name(), drop);
    }
    return drops;
  }

  @Test
  void anEditedPhotoHasTheJsonOfItsOriginalWhichKeepsIt() throws Exception {
    put("7/images/x.jpg", Samples.jpeg(500, 1));
    put("7/images/x-edited.jpg", Samples.jpeg(500, 2));
    Path json = put("7/images/x.jpg.supplemental-metadata.json", takeout("x.jpg"));
    watch(
        "&incompleteGrace=60s",
        exchange -> {
          for (IncomingFile one : exchange.getMessage().getBody(IncomingDrop.class).sidecars()) {
            try (InputStream in = one.content().open()) {
              in.readAllBytes();
            }
          }
          take(exchange);
        });

    IncomingDrop edited = next();
    IncomingDrop original = next();

    assertThat(edited.name()).isEqualTo("7/images/x-edited.jpg");
    assertThat(edited.sidecars()).hasSize(1);
    assertThat(FolderOrigin.of(edited.origin()).sidecars()).isEmpty();
    assertThat(original.sidecars()).hasSize(1);
    assertThat(FolderOrigin.of(original.origin()).beside())
        .containsExactly("x.jpg.supplemental-metadata.json");
    assertThat(json).doesNotExist();
  }

  @Test
  void anOriginalDoesNotWaitForEverForItsEditedPhoto() throws Exception {
    put("7/images/x.jpg", Samples.jpeg(500, 1));
    put("7/images/x-edited.jpg", Samples.jpeg(500, 2));
    put("7/images/x.jpg.json", takeout("x.jpg"));
    watch(
        "",
        exchange -> {
          if (exchange.getMessage().getBody(IncomingDrop.class).name().contains("edited")) {
            throw new IOException("not now");
          }
          take(exchange);
        });

    assertThat(next().name()).isEqualTo("7/images/x.jpg");
  }

  @Test
  void jsonOfAnotherProgramThatIsCalledAsTakeoutDoesStaysWhereItIs() throws Exception {
    Path json = put("7/images/x.jpg.suppl.json", "{\"camera\":\"a\"}".getBytes());
    put("7/images/x.jpg", Samples.jpeg(500, 1));
    watch("");

    assertThat(next().sidecars()).isEmpty();
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
    assertThat(json).exists();
  }

  @Test
  void jsonOfAnotherProgramThatIsAlmostCalledLikeAPhotoHoldsItNotBack() throws Exception {
    put("7/images/crane_north.jpg", Samples.jpeg(500, 1));
    put("7/images/crane_nroth.jpg.json", "{\"camera\":\"a\"}".getBytes());
    watch("");

    assertThat(next().problem()).isNull();
  }

  @Test
  void whatBelongsToAPhotoOfAnAccidentIsNoAttachmentAndStaysWithIt() throws Exception {
    put("7/accident_logs/fall/IMG_1.JPG", LivePhoto.photo(Samples.bytes("no-exif.jpg"), "ID-1"));
    put("7/accident_logs/fall/IMG_1.MOV", LivePhoto.film("ID-1"));
    put("7/accident_logs/fall/IMG_2.MOV", LivePhoto.film("ID-2"));
    put("7/accident_logs/fall/x(1).jpg", Samples.jpeg(500, 1));
    put("7/accident_logs/fall/x.jpg(1).json", takeout("x.jpg"));
    put("7/accident_logs/fall/x-edited(1).jpg", Samples.jpeg(500, 2));
    put("7/accident_logs/fall/accident.yaml", new byte[0]);
    watch("");

    IncomingDrop drop = next();

    assertThat(drop.problem()).isNull();
    assertThat(drop.files())
        .extracting(IncomingFile::name)
        .containsExactlyInAnyOrder("IMG_1.JPG", "IMG_2.MOV", "x(1).jpg", "x-edited(1).jpg");
    assertThat(FolderOrigin.of(drop.origin()).beside())
        .containsExactlyInAnyOrder("IMG_1.MOV", "x.jpg(1).json");
  }

  @Test
  void whereWhatIsDeliveredIsDeletedTheFilmOfAnAccidentIsAttached() throws Exception {
    put("7/accident_logs/fall/IMG_1.JPG", LivePhoto.photo(Samples.bytes("no-exif.jpg"), "ID-1"));
    put("7/accident_logs/fall/IMG_1.MOV", LivePhoto.film("ID-1"));
    put("7/accident_logs/fall/accident.yaml", new byte[0]);
    watch("&after=delete");

    assertThat(next().files()).hasSize(2);
  }

  @Test
  void aPhotoWaitsForItsFilmThatIsStillCopied() throws Exception {
    byte[] film = LivePhoto.film("ID-1");
    Path growing = put("7/images/IMG_1.MOV", java.util.Arrays.copyOf(film, 2000));
    put("7/images/IMG_1.JPG", LivePhoto.photo(Samples.bytes("no-exif.jpg"), "ID-1"));
    watch("&incompleteGrace=60s");

    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
    Files.write(growing, film);

    IncomingDrop drop = next();
    assertThat(drop.name()).isEqualTo("7/images/IMG_1.JPG");
    assertThat(FolderOrigin.of(drop.origin()).beside()).containsExactly("IMG_1.MOV");
  }

  @Test
  void aPhotoWhoseFilmNeverGetsItsEndGoesWithoutIt() throws Exception {
    put("7/images/IMG_1.MOV", java.util.Arrays.copyOf(LivePhoto.film("ID-1"), 2000));
    put("7/images/IMG_1.JPG", LivePhoto.photo(Samples.bytes("no-exif.jpg"), "ID-1"));
    watch("");

    Map<String, IncomingDrop> drops = nextOnes(2);

    assertThat(FolderOrigin.of(drops.get("7/images/IMG_1.JPG").origin()).beside()).isEmpty();
    assertThat(drops).containsKey("7/images/IMG_1.MOV");
  }

  @Test
  void anEditedPhotoOfAnIphoneAndItsOriginalAreBothTaken() throws Exception {
    put("7/images/IMG_1234.HEIC", Samples.heic("original"));
    put("7/images/IMG_E1234.HEIC", Samples.heic("edited"));
    Path edits = put("7/images/IMG_1234.AAE", "<plist/>".getBytes());
    put("7/images/IMG_O1234.AAE", "<plist/>".getBytes());
    watch("");

    assertThat(nextOnes(2)).containsOnlyKeys("7/images/IMG_1234.HEIC", "7/images/IMG_E1234.HEIC");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
    assertThat(edits).exists();
  }

  private static byte[] raw() {
    return dev.sitedrop.MadePictures.joined(
        new byte[] {'I', 'I', '*', 0, 16, 0, 0, 0, 'C', 'R', 2, 0}, new byte[500]);
  }

  @Test
  void aRawPhotoStaysWithItsJpegWhereThatIsWanted() throws Exception {
    camel
        .getRegistry()
        .bind("set", new FolderSettings(List.of(), FolderNames.HIDDEN, RawRule.BESIDE_JPEG));
    put("7/images/IMG_1.CR2", raw());
    put("7/images/IMG_1.JPG", Samples.jpeg(500, 1));
    put("7/images/IMG_1.yaml", "description: x".getBytes());
    put("7/images/IMG_1.CR2.json", "{\"camera\":\"a\"}".getBytes());
    put("7/images/plan.dng", Samples.bytes("incident-report.pdf"));
    put("7/images/plan.jpg", Samples.jpeg(500, 2));
    put("7/images/alone.CR2", raw());
    watch("");

    Map<String, IncomingDrop> drops = nextOnes(4);

    assertThat(drops.keySet())
        .containsExactlyInAnyOrder(
            "7/images/IMG_1.JPG", "7/images/plan.dng", "7/images/plan.jpg", "7/images/alone.CR2");
    IncomingDrop photo = drops.get("7/images/IMG_1.JPG");
    assertThat(photo.sidecars()).extracting(IncomingFile::name).containsExactly("IMG_1.yaml");
    assertThat(FolderOrigin.of(photo.origin()).beside())
        .containsExactlyInAnyOrder("IMG_1.CR2", "IMG_1.CR2.json");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
    assertThat(folder.resolve("7/images/IMG_1.CR2")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&after=delete", "&target=accident_logs"})
  void elsewhereARawPhotoIsADropOfItsOwn(String parameters) throws Exception {
    if (!parameters.isEmpty()) {
      camel
          .getRegistry()
          .bind("set", new FolderSettings(List.of(), FolderNames.HIDDEN, RawRule.BESIDE_JPEG));
    }
    String place = parameters.contains("target") ? "" : "7/images/";
    put(place + "IMG_1.CR2", raw());
    put(place + "IMG_1.JPG", Samples.jpeg(500, 1));
    watch(parameters + "&project=7".repeat(place.isEmpty() ? 1 : 0));

    assertThat(nextOnes(2)).containsOnlyKeys(place + "IMG_1.CR2", place + "IMG_1.JPG");
  }
}
