package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.RawRule;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.FinishedDelivery;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.UploadProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class FolderSettlementTest {
  private static final Instant DONE = Instant.parse("2026-05-06T23:30:00Z");
  private static final String DAY = "2026-05-07";

  @TempDir private Path inbox;
  private Path images;
  private boolean deletes;
  private final FolderSettlement settlement =
      new FolderSettlement(
          new IntakeSettings(ZoneId.of("Europe/Berlin"), false, true, Set.of(), List.of()),
          FolderSettings.defaults(),
          new Volumes());

  @BeforeEach
  void folders() throws IOException {
    images = Files.createDirectories(inbox.resolve("42/images"));
  }

  private IncomingDrop drop(String relative, Target target, String... sidecars) throws IOException {
    Path base = target == null ? inbox.resolve("42") : inbox.resolve("42").resolve(target.folder());
    Path path = base.resolve(relative);
    Files.createDirectories(path.getParent());
    FoundFile file = found(path, path.getFileName().toString());
    List<FoundFile> beside =
        Stream.of(sidecars)
            .map(ending -> found(path.resolveSibling(path.getFileName() + ending), "fields"))
            .toList();
    return new FoundDrop(
            new FoundDrop.Place(watched(), base, new Aim("42", target), Aim.NOTHING),
            path,
            List.of(file),
            beside,
            FoundDrop.Ready.STILL,
            null)
        .incoming();
  }

  private FoundDrop.Watched watched() {
    return new FoundDrop.Watched("inbox", "here", null, deletes, inbox);
  }

  private static FoundFile found(Path path, String content) {
    try {
      Files.writeString(path, content);
      return new FoundFile(path, Stamp.of(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Arrival arrival(IncomingDrop drop) {
    return new Arrival(
        UUID.randomUUID(),
        "inbox",
        FolderSettlement.NAME,
        drop.name(),
        drop.origin(),
        drop.fingerprint(),
        Instant.parse("2026-05-06T23:29:00Z"),
        false,
        "");
  }

  private static Delivery delivered(String name) {
    return FinishedDelivery.delivered(
        42, Target.IMAGE, attachment(name), 17, "https://procore/17", DONE);
  }

  private static Delivery failed(String name) {
    return failed(name, "Procore refused it");
  }

  private static Delivery failed(String name, String reason) {
    return FinishedDelivery.failed(42, Target.IMAGE, attachment(name), reason, DONE);
  }

  private static Delivery undecided(String name, String reason) {
    return FinishedDelivery.undecided(42, Target.IMAGE, attachment(name), reason, DONE);
  }

  private static Attachment attachment(String name) {
    return new Attachment(
        UUID.randomUUID(),
        0,
        name,
        "image/jpeg",
        5,
        "ab",
        "key",
        UploadProtocol.SEGMENTED,
        null,
        List.of());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(inbox)) {
      return all.filter(Files::isRegularFile)
          .map(path -> inbox.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void anAcceptedFileWaitsWithItsSidecar() throws IOException {
    IncomingDrop drop = drop("site A/a.jpg", Target.IMAGE, ".yaml");
    Arrival arrival = arrival(drop);

    settlement.accept(arrival, Target.IMAGE);
    settlement.accept(arrival, Target.IMAGE);

    String waiting = "42/images/.accepted/" + arrival.id() + "/";
    assertThat(files()).containsExactly(waiting + "a.jpg", waiting + "a.jpg.yaml");
  }

  @Test
  void aDeliveredFileLiesUnderItsDayWithItsReceipt() throws IOException {
    IncomingDrop drop = drop("site A/a.jpg", Target.IMAGE, ".yaml");
    Arrival arrival = arrival(drop);
    settlement.accept(arrival, Target.IMAGE);

    settlement.deliver(arrival, delivered("a.jpg"));
    settlement.deliver(arrival, delivered("a.jpg"));

    String day = "42/images/.delivered/" + DAY + "/site A/";
    assertThat(files())
        .containsExactly(day + "a.jpg", day + "a.jpg.receipt.json", day + "a.jpg.yaml");
    JsonNode receipt =
        new ObjectMapper().readTree(inbox.resolve(day + "a.jpg.receipt.json").toFile());
    assertThat(receipt.at("/procore/id").asLong()).isEqualTo(17);
    assertThat(receipt.at("/procore/url").asText()).isEqualTo("https://procore/17");
    assertThat(receipt.at("/files/0/sha256").asText()).isEqualTo("ab");
    assertThat(receipt.at("/deliveredAt").asText()).isEqualTo("2026-05-07T01:30+02:00");
    assertThat(images.resolve(".accepted")).isEmptyDirectory();
  }

  @Test
  void whatIsToBeDeletedIsDeletedWhenItIsDeliveredAndNotBefore() throws IOException {
    deletes = true;
    Arrival arrival = arrival(drop("site A/a.jpg", Target.IMAGE, ".yaml"));
    settlement.accept(arrival, Target.IMAGE);
    assertThat(files()).hasSize(2);

    settlement.deliver(arrival, delivered("a.jpg"));
    settlement.deliver(arrival, delivered("a.jpg"));

    assertThat(files()).isEmpty();
    assertThat(images.resolve(".accepted")).isEmptyDirectory();
  }

  @Test
  void whatIsToBeDeletedIsGivenBackWithItsReasonIfItFails() throws IOException {
    deletes = true;
    Arrival arrival = arrival(drop("a.jpg", Target.IMAGE));
    settlement.accept(arrival, Target.IMAGE);

    settlement.fail(arrival, failed("a.jpg"));

    assertThat(files())
        .containsExactly("42/images/.failed/a.jpg", "42/images/.failed/a.jpg.reason.txt");
  }

  @Test
  void aDeliveryMayEndBeforeTheFileWasAccepted() throws IOException {
    IncomingDrop drop = drop("a.jpg", Target.IMAGE);
    Arrival arrival = arrival(drop);

    settlement.deliver(arrival, delivered("a.jpg"));
    settlement.accept(arrival, Target.IMAGE);

    assertThat(files()).contains("42/images/.delivered/" + DAY + "/a.jpg").hasSize(2);
  }

  @Test
  void aCrashAfterTheReceiptLeavesNoSecondOne() throws IOException {
    IncomingDrop drop = drop("a.jpg", Target.IMAGE);
    Arrival arrival = arrival(drop);
    settlement.accept(arrival, Target.IMAGE);
    settlement.deliver(arrival, delivered("a.jpg"));
    Path waiting = images.resolve(".accepted").resolve(arrival.id().toString());
    Files.createDirectories(waiting);
    Files.move(images.resolve(".delivered/" + DAY + "/a.jpg"), waiting.resolve("a.jpg"));

    settlement.deliver(arrival, delivered("a.jpg"));

    assertThat(files())
        .containsExactly(
            "42/images/.delivered/" + DAY + "/a.jpg",
            "42/images/.delivered/" + DAY + "/a.jpg.receipt.json");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    for (int i = 0; i < 3; i++) {
      Arrival arrival = arrival(drop("a.jpg", Target.IMAGE));
      settlement.accept(arrival, Target.IMAGE);
      settlement.deliver(arrival, delivered("a.jpg"));
    }

    String day = "42/images/.delivered/" + DAY + "/";
    assertThat(files())
        .contains(day + "a.jpg", day + "a (2).jpg", day + "a (3).jpg")
        .contains(day + "a (3).jpg.receipt.json")
        .hasSize(6);
  }

  @Test
  void twoCopiesThatSettleFilesOfOneNameReplaceNone() throws Exception {
    FolderSettlement another =
        new FolderSettlement(
            new IntakeSettings(ZoneId.of("Europe/Berlin"), false, true, Set.of(), List.of()),
            FolderSettings.defaults(),
            new Volumes());
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Arrival arrival = arrival(drop("a.jpg", Target.IMAGE));
      settlement.accept(arrival, Target.IMAGE);
      Files.writeString(
          images.resolve(".accepted/" + arrival.id()).resolve("a.jpg"), arrival.id().toString());
      arrivals.add(arrival);
    }
    ExecutorService copies = Executors.newFixedThreadPool(2);
    CyclicBarrier atOnce = new CyclicBarrier(2);
    List<Future<?>> settled = new ArrayList<>();
    for (FolderSettlement copy : List.of(settlement, another)) {
      settled.add(
          copies.submit(
              () -> {
                for (int i = copy == another ? 1 : 0; i < arrivals.size(); i += 2) {
                  atOnce.await(30, TimeUnit.SECONDS);
                  if (i < arrivals.size() / 2) {
                    copy.fail(arrivals.get(i), failed("a.jpg"));
                  } else {
                    copy.deliver(arrivals.get(i), delivered("a.jpg"));
                  }
                }
                return null;
              }));
    }
    for (Future<?> one : settled) {
      one.get();
    }
    copies.shutdown();

    for (String file : files()) {
      String text = Files.readString(inbox.resolve(file));
      String beside = file + (file.contains("/.failed/") ? ".reason.txt" : ".receipt.json");
      if (file.endsWith(".jpg")) {
        assertThat(inbox.resolve(beside)).content().contains(text);
      }
    }
    assertThat(files()).hasSize(2 * arrivals.size());
    assertThat(contents()).containsAll(arrivals.stream().map(one -> one.id().toString()).toList());
  }

  private List<String> contents() throws IOException {
    List<String> all = new ArrayList<>();
    for (String file : files()) {
      all.add(Files.readString(inbox.resolve(file)));
    }
    return all;
  }

  @Test
  void whatACrashLeavesOfAReservationIsUsedAgain() throws IOException {
    Arrival arrival = arrival(drop("a.jpg", Target.IMAGE));
    settlement.accept(arrival, Target.IMAGE);
    Path failed = Files.createDirectories(images.resolve(".failed"));
    Path left = Files.createFile(failed.resolve("a.jpg"));

    settlement.fail(arrival, failed("a.jpg"));

    assertThat(files())
        .containsExactly("42/images/.failed/a.jpg", "42/images/.failed/a.jpg.reason.txt");
    assertThat(left).hasContent("a.jpg");

    Path waiting = images.resolve(".accepted/" + arrival.id());
    Files.createDirectories(waiting);
    Files.move(left, waiting.resolve("a.jpg")); // as if killed after the reason was written
    Files.createFile(left);
    settlement.fail(arrival, failed("a.jpg"));

    assertThat(files())
        .containsExactly("42/images/.failed/a.jpg", "42/images/.failed/a.jpg.reason.txt");
    assertThat(left).hasContent("a.jpg");
  }

  @Test
  void anotherCopysReservationIsLeftToIt() throws Exception {
    Path failed = Files.createDirectories(images.resolve(".failed"));
    Files.createFile(failed.resolve("a.jpg"));
    IncomingDrop drop = drop("a.jpg", Target.IMAGE);
    CompletableFuture<Void> settling = new CompletableFuture<>();
    Thread ours =
        new Thread(
            () -> {
              try {
                settlement.refuse(drop, "It is no picture.");
                settling.complete(null);
              } catch (IOException e) {
                settling.completeExceptionally(e);
              }
            });
    ours.start();
    await().until(() -> ours.getState() == Thread.State.TIMED_WAITING); // for whoever reserved it
    Files.writeString(failed.resolve("a.jpg.reason.txt"), "another's");
    settling.get(30, TimeUnit.SECONDS);

    assertThat(failed.resolve("a.jpg")).isEmptyFile();
    assertThat(failed.resolve("a.jpg.reason.txt")).hasContent("another's");
    assertThat(failed.resolve("a (2).jpg")).hasContent("a.jpg");
    assertThat(failed.resolve("a (2).jpg.reason.txt")).exists();
  }

  @Test
  void aFileThatIsRefusedAgainLiesBesideTheFirst() throws IOException {
    IncomingDrop drop = drop("a.jpg", Target.IMAGE);
    settlement.refuse(drop, "It is no picture.");
    Files.copy(images.resolve(".failed/a.jpg"), images.resolve("a.jpg"));

    settlement.refuse(drop, "It is no picture."); // the copy looks like the first one

    assertThat(files())
        .containsExactly(
            "42/images/.failed/a (2).jpg",
            "42/images/.failed/a (2).jpg.reason.txt",
            "42/images/.failed/a.jpg",
            "42/images/.failed/a.jpg.reason.txt");
  }

  @Test
  void aFileThatWasReplacedSinceStaysAsADropOfItsOwn() throws IOException {
    Arrival arrival = arrival(drop("a.jpg", Target.IMAGE));
    Files.writeString(images.resolve("a.jpg"), "another photo by now");

    settlement.accept(arrival, Target.IMAGE);
    settlement.deliver(arrival, delivered("a.jpg"));

    assertThat(images.resolve("a.jpg")).hasContent("another photo by now");
  }

  @Test
  void aFileThatProcoreMayHaveIsNotSaidToBeMissingThere() throws IOException {
    Arrival arrival = arrival(drop("a.jpg", Target.IMAGE));
    settlement.accept(arrival, Target.IMAGE);

    settlement.fail(arrival, undecided("a.jpg", "It may be in Procore already: look for id 7"));

    assertThat(inbox.resolve("42/images/.failed/a.jpg.reason.txt"))
        .content()
        .contains("a.jpg may be in Procore or not.")
        .contains("look there. To have SiteDrop ask once more, put it back into");
  }

  @Test
  void whatCameIntoAnAccidentFolderTooLateStaysInTheInbox() throws IOException {
    Path base = inbox.resolve("42/accident_logs");
    Path fall = Files.createDirectories(base.resolve("fall"));
    found(fall.resolve("a.pdf"), "a");
    found(fall.resolve("accident.yaml"), "");
    FoundDrop group =
        new GroupScan(new ReportedOnce(), LeftAlone.KNOWN_ONES)
            .find(
                new FoundDrop.Place(
                    watched(), base, new Aim("42", Target.ACCIDENT_LOG), Aim.NOTHING),
                fall)
            .orElseThrow();
    found(fall.resolve("late.pdf"), "late");

    settlement.accept(arrival(group.incoming()), Target.ACCIDENT_LOG);

    assertThat(fall.resolve("late.pdf")).hasContent("late");
    assertThat(fall.resolve("a.pdf")).doesNotExist();
  }

  @Test
  void whatBelongsToAPhotoOfAnAccidentStaysInItsFolderAndTheReceiptSaysSo() throws IOException {
    Path base = inbox.resolve("42/accident_logs");
    Path fall = Files.createDirectories(base.resolve("fall"));
    found(fall.resolve("a.jpg"), "a");
    found(fall.resolve("a.jpg.json"), "{\"camera\":\"b\"}");
    found(fall.resolve("accident.yaml"), "");
    IncomingDrop group =
        new GroupScan(new ReportedOnce(), LeftAlone.KNOWN_ONES)
            .find(
                new FoundDrop.Place(
                    watched(), base, new Aim("42", Target.ACCIDENT_LOG), Aim.NOTHING),
                fall)
            .orElseThrow()
            .incoming();

    settlement.accept(arrival(group), Target.ACCIDENT_LOG);

    assertThat(group.files()).hasSize(1);
    assertThat(fall).doesNotExist();
    assertThat(ReceiptFile.of(arrival(group), delivered("a.jpg"), ZoneId.of("Europe/Berlin")))
        .contains("keptBesideAndNotSent", "a.jpg.json");
  }

  @Test
  void aFailedFileIsGivenBackWithTheReason() throws IOException {
    Arrival arrival = arrival(drop("site A/a.jpg", Target.IMAGE, ".yaml"));
    settlement.accept(arrival, Target.IMAGE);

    settlement.fail(arrival, failed("a.jpg"));
    settlement.fail(arrival, failed("a.jpg"));

    String failed = "42/images/.failed/site A/";
    assertThat(files())
        .containsExactly(failed + "a.jpg", failed + "a.jpg.reason.txt", failed + "a.jpg.yaml");
    assertThat(inbox.resolve(failed + "a.jpg.reason.txt"))
        .content()
        .contains("Procore refused it.")
        .contains("put it back into\n" + images.resolve("site A"));
  }

  @Test
  void aRefusedFileOfNoTargetStaysInItsProject() throws IOException {
    settlement.refuse(drop("x.pdf", null), "It is no picture.");

    assertThat(files()).containsExactly("42/.failed/x.pdf", "42/.failed/x.pdf.reason.txt");
  }

  @Test
  void anUndecidedFileMovesToTheTargetThatWasDecided() throws IOException {
    Arrival arrival = arrival(drop("x", null));
    settlement.accept(arrival, Target.IMAGE);
    settlement.deliver(arrival, delivered("x"));

    assertThat(files()).contains("42/images/.delivered/" + DAY + "/x");
  }

  @Test
  void aMoveThatIsNotPossibleNamesBothPlacesAndCanBeRepeated() throws IOException {
    Arrival arrival = arrival(drop("a.jpg", Target.IMAGE));
    settlement.accept(arrival, Target.IMAGE);
    Path blocked = Files.writeString(images.resolve(".delivered"), "a file");

    assertThatThrownBy(() -> settlement.deliver(arrival, delivered("a.jpg")))
        .isInstanceOf(IOException.class);
    Files.delete(blocked);
    settlement.deliver(arrival, delivered("a.jpg"));

    assertThat(files()).contains("42/images/.delivered/" + DAY + "/a.jpg");
  }

  @Test
  void whatWasDeliveredIsFoundByItsReceiptWhileItLiesThereAsItWas() throws IOException {
    Arrival first = settled("a.jpg");
    Arrival second = settled("a.jpg");

    assertThat(find(first, "a.jpg")).contains(kept("a.jpg"));
    assertThat(find(second, "a.jpg")).contains(kept("a (2).jpg"));
    Files.writeString(kept("a.jpg"), "another");
    assertThat(find(first, "a.jpg")).isEmpty();
    Files.delete(kept("a (2).jpg"));
    assertThat(find(second, "a.jpg")).isEmpty();
  }

  @Test
  void aLinkInThePlaceOfWhatWasDeliveredIsNotFollowed() throws IOException {
    Path outside =
        Files.writeString(Files.createDirectory(inbox.resolve("o")).resolve("o"), "12345");
    Arrival file = settled("a.jpg");
    Files.delete(kept("a.jpg"));
    Files.createSymbolicLink(kept("a.jpg"), outside);
    assertThat(find(file, "a.jpg")).isEmpty();

    Arrival inFolder = settled("x/b.jpg");
    assertThat(find(inFolder, "b.jpg")).isPresent();
    Path real = images.resolve(".delivered/" + DAY + "/x");
    Files.move(real, inbox.resolve("elsewhere"));
    Files.createSymbolicLink(real, inbox.resolve("elsewhere"));
    assertThat(find(inFolder, "b.jpg")).isEmpty();
  }

  private Arrival settled(String relative) throws IOException {
    Arrival arrival = arrival(drop(relative, Target.IMAGE));
    settlement.deliver(arrival, delivered(relative.substring(relative.lastIndexOf("/") + 1)));
    return arrival;
  }

  private Path kept(String name) {
    return images.resolve(".delivered/" + DAY).resolve(name);
  }

  private static Optional<Path> find(Arrival arrival, String name) {
    ArrivalLedger arrivals = mock(ArrivalLedger.class);
    when(arrivals.ofDelivery(any())).thenReturn(List.of(arrival));
    Delivery delivery = delivered(name);
    return new DeliveredFiles(
            arrivals,
            new IntakeSettings(ZoneId.of("Europe/Berlin"), false, true, Set.of(), List.of()),
            FolderSettings.defaults())
        .find(delivery, delivery.attachments().get(0));
  }

  @Test
  void whatTheLedgerDoesNotKnowGoesBack() throws IOException {
    Arrival lost = arrival(drop("a.jpg", Target.IMAGE));
    settlement.accept(lost, Target.IMAGE);
    Arrival known = arrival(drop("b.jpg", Target.IMAGE));
    settlement.accept(known, Target.IMAGE);

    new Leftovers(inbox, FolderNames.HIDDEN, LeftAlone.KNOWN_ONES).giveBack(known.id()::equals);

    assertThat(files())
        .containsExactly("42/images/.accepted/" + known.id() + "/b.jpg", "42/images/a.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {".failed", ".accepted", ".delivered"})
  void aLinkInThePlaceOfAFolderOfOursLeadsNothingOut(String ours) throws IOException {
    Path outside = Files.createDirectory(inbox.resolve("outside"));
    Files.createSymbolicLink(images.resolve(ours), outside);
    IncomingDrop drop = drop("a.jpg", Target.IMAGE);

    assertThatThrownBy(
            () -> {
              settlement.deliver(arrival(drop), delivered("a.jpg"));
              settlement.refuse(drop("b.jpg", Target.IMAGE), "no picture");
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("links are not followed");

    try (Stream<Path> leaked = Files.list(outside)) {
      assertThat(leaked).isEmpty();
    }
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void thatAFolderCannotBeWrittenToIsToldOnceForAllItsFiles(CapturedOutput output)
      throws IOException {
    Files.writeString(images.resolve(".accepted"), "no folder");

    for (int i = 0; i < 3; i++) {
      IncomingDrop drop = drop("photo" + i + ".jpg", Target.IMAGE);
      Arrival arrival = arrival(drop);
      for (int n = 0; n < 3; n++) {
        assertThatThrownBy(() -> settlement.accept(arrival, Target.IMAGE))
            .isInstanceOf(SenderAway.class);
        assertThatThrownBy(() -> settlement.deliver(arrival, delivered("photo.jpg")))
            .isInstanceOf(SenderAway.class);
      }
    }

    assertThat(output.getOut().lines().filter(line -> line.contains("cannot be written to")))
        .hasSize(1)
        .allMatch(line -> line.contains(images.toString()) && line.contains("tried again"));
  }

  @Test
  void aSidecarIsKeptUnderTheNameOfItsFileAndNothingIsWrittenOver() throws IOException {
    IncomingDrop drop = dropWith("X.JPG", "x.yaml");
    Path day = images.resolve(".delivered/" + DAY);
    Files.createDirectories(day);
    Files.writeString(day.resolve("X.JPG.yaml"), "of an earlier one");

    settlement.deliver(arrival(drop), delivered("X.JPG"));

    assertThat(day.resolve("X.JPG")).exists();
    assertThat(day.resolve("X.JPG.yaml")).hasContent("of an earlier one");
    assertThat(
            day.resolve("X.JPG (2).yaml").toFile().exists()
                || day.resolve("X.JPG.yaml (2)").toFile().exists()
                || day.resolve("X (2).JPG.yaml").toFile().exists())
        .isTrue();
    assertThat(images.resolve("x.yaml")).doesNotExist();
  }

  @Test
  void aSidecarOfAnotherSpellingIsFoundAgainWhenItsFileIsTriedAgain() throws IOException {
    IncomingDrop drop = dropWith("X.JPG", "x.yaml");
    Arrival arrival = arrival(drop);
    settlement.fail(arrival, failed("X.JPG"));

    assertThat(images.resolve(".failed/X.JPG.yaml")).hasContent("fields");
    settlement.accept(arrival, Target.IMAGE);

    assertThat(images.resolve(".accepted/" + arrival.id() + "/X.JPG")).exists();
    assertThat(images.resolve(".accepted/" + arrival.id() + "/x.yaml")).hasContent("fields");
  }

  @Test
  void theFilmOfALivePhotoIsKeptBesideItAndTheReceiptSaysSo() throws IOException {
    Path photo = images.resolve("IMG_1.JPG");
    IncomingDrop drop =
        new FoundDrop(
                new FoundDrop.Place(watched(), images, new Aim("42", Target.IMAGE), Aim.NOTHING),
                photo,
                List.of(found(photo, "photo")),
                List.of(),
                Company.of(List.of(found(images.resolve("IMG_1.MOV"), "film"))),
                FoundDrop.Ready.STILL,
                null)
            .incoming();
    Path day = Files.createDirectories(images.resolve(".delivered/" + DAY));
    Files.writeString(day.resolve("IMG_1.JPG"), "an earlier one");

    settlement.deliver(arrival(drop), delivered("IMG_1.JPG"));

    assertThat(images.resolve("IMG_1.MOV")).doesNotExist();
    assertThat(day.resolve("IMG_1 (2).JPG")).hasContent("photo");
    assertThat(day.resolve("IMG_1 (2).MOV")).hasContent("film");
    assertThat(Files.readString(day.resolve("IMG_1 (2).JPG.receipt.json")))
        .contains("keptBesideAndNotSent", "IMG_1.MOV");
  }

  @Test
  void theFoldersMayBeVisible() throws IOException {
    FolderSettlement visible =
        new FolderSettlement(
            new IntakeSettings(ZoneId.of("Europe/Berlin"), false, true, Set.of(), List.of()),
            new FolderSettings(List.of(), FolderNames.VISIBLE, RawRule.REFUSE),
            new Volumes());
    IncomingDrop drop = drop("a.jpg", Target.IMAGE);
    IncomingDrop other = drop("b.jpg", Target.IMAGE);
    visible.accept(arrival(drop), Target.IMAGE);
    assertThat(images.resolve("accepted")).isDirectory();
    visible.deliver(arrival(other), delivered("b.jpg"));
    visible.refuse(drop("c.jpg", Target.IMAGE), "no");

    assertThat(images.resolve("delivered/" + DAY + "/b.jpg")).exists();
    assertThat(images.resolve("failed/c.jpg.reason.txt")).exists();
    try (Stream<Path> all = Files.list(images)) {
      assertThat(all.map(path -> path.getFileName().toString())).noneMatch(n -> n.startsWith("."));
    }
  }

  private IncomingDrop dropWith(String name, String sidecar) {
    Path path = images.resolve(name);
    return new FoundDrop(
            new FoundDrop.Place(watched(), images, new Aim("42", Target.IMAGE), Aim.NOTHING),
            path,
            List.of(found(path, "photo")),
            List.of(found(images.resolve(sidecar), "fields")),
            FoundDrop.Ready.STILL,
            null)
        .incoming();
  }
}
