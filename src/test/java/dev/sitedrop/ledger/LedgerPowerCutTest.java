package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.LedgerAlone;
import dev.sitedrop.power.Disk;
import dev.sitedrop.power.Disk.Cut;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.h2.store.fs.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What the embedded ledger has promised is in its file after a power cut, whatever of the writes
 * that nobody waited for is on the disk as well.
 */
@DirtiesContext
@SpringBootTest(
    classes = LedgerAlone.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.autoconfigure.exclude=org.apache.camel.spring.boot.CamelAutoConfiguration",
      "sitedrop.home=target/homes/power-cut",
      "logging.file.name=",
      "spring.datasource.url=jdbc:h2:powercut:${ledger.on-disk};WRITE_DELAY=0;RETENTION_TIME=10000",
      "db-scheduler.polling-interval=1h",
      "db-scheduler.immediate-execution-enabled=false"
    })
class LedgerPowerCutTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private static final int CUTS = 5;

  @TempDir static Path folder;

  private static Disk disk;

  /** The files of a database whose URL begins with {@code jdbc:h2:powercut:}. */
  public static final class OnDisk extends FilePathWrapper {
    @Override
    public String getScheme() {
      return "powercut";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      return FileChannel.open(
          disk.path(Path.of(getBase().toString())), FileUtils.modeToOptions(mode));
    }
  }

  @BeforeAll
  static void makeDisk() throws IOException {
    disk = new Disk(folder, folder.resolve("kept"));
    FilePath.register(new OnDisk());
    System.setProperty("ledger.on-disk", folder.resolve("ledger").toString());
  }

  @Autowired private IntakeLedger intake;
  @Autowired private DeliveryLedger deliveries;
  @Autowired private DeliverySteering steering;
  @Autowired private LetterLedger letters;
  @Autowired private Scheduler scheduler;

  private final String content = hash();
  private int cuts;

  private static String hash() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }

  @BeforeEach
  void nothingIsCarriedOut() {
    scheduler.pause();
  }

  @BeforeEach
  void allThatWasBeforeIsOnTheDisk() throws IOException {
    Path ledger = disk.path(folder.resolve("ledger.mv.db"));
    try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private NewDelivery photo() {
    Attachment file =
        new Attachment(
            UUID.randomUUID(),
            0,
            "crane.jpg",
            "image/jpeg",
            7_000,
            content,
            UUID.randomUUID().toString(),
            UploadProtocol.SEGMENTED,
            null,
            List.of(new Segment(0, 0, 7_000, content)));
    return new NewDelivery("here", 42, Target.IMAGE, content, "{}", "{}", List.of(file));
  }

  private static Arrival arrival() {
    return new Arrival(
        UUID.randomUUID(), "inbox", "folder", "42/crane.jpg", "{}", hash(), NOW, false, "");
  }

  private Delivery opened() {
    return deliveries.find(intake.open(photo(), arrival()).deliveryId()).orElseThrow();
  }

  /** Reads a value in the file as it would be after a cut at this moment, in whatever way. */
  private void assertKept(String query, Object id, String expected) throws IOException {
    assertThat(readAfter(Cut.KEEPS_NOTHING, query, id)).isEqualTo(expected);
    for (int i = 0; i < CUTS; i++) {
      assertThat(readAfter(Cut.KEEPS_SOME, query, id)).isEqualTo(expected);
    }
  }

  private String readAfter(Cut cut, String query, Object id) throws IOException {
    byte[] left = disk.after(folder.resolve("ledger.mv.db"), cut, new Random());
    String name = "after-" + cuts++;
    Files.write(folder.resolve(name + ".mv.db"), left, StandardOpenOption.CREATE);
    return JdbcClient.create(
            new SimpleDriverDataSource(
                new org.h2.Driver(), "jdbc:h2:file:" + folder.resolve(name), "sitedrop", ""))
        .sql(query)
        .param(id)
        .query(String.class)
        .optional()
        .orElse("nothing");
  }

  @Test
  void whatIsOpenedIsThere() throws Exception {
    for (int i = 0; i < 3; i++) {
      Arrival arrival = arrival();
      UUID delivery = intake.open(photo(), arrival).deliveryId();

      assertKept("select delivery_id from arrival where id = ?", arrival.id(), delivery.toString());
      assertKept("select stage from delivery where id = ?", delivery, "OPEN");
      assertKept("select sha256 from attachment where delivery_id = ?", delivery, content);
      assertKept(
          "select task_name from scheduled_tasks where task_instance = ?",
          delivery.toString(),
          "delivery");
    }
  }

  @Test
  void anIntentIsThere() throws Exception {
    Delivery delivery = opened();

    deliveries.intendsToAssociate(delivery, NOW, NOW.plusSeconds(5));
    assertKept("select stage from delivery where id = ?", delivery.id(), "ASSOCIATING");

    deliveries.stillIntendsToAssociate(delivery, NOW.plusSeconds(3600));
    assertKept(
        "select count(*) from delivery where id = ? and absence_counts_from > current_timestamp",
        delivery.id(),
        "1");
  }

  @Test
  void thatARepairIsIntendedIsThere() throws Exception {
    Delivery delivery = opened();
    deliveries.intendsToAssociate(delivery, NOW, NOW);
    deliveries.made(delivery, 17L, null, NOW);

    deliveries.intendsToRepair(delivery, NOW, NOW);

    assertKept("select count(repair_intended_at) from delivery where id = ?", delivery.id(), "1");
  }

  /** Its sender is shown it next, and the bytes are released. */
  @Test
  void whatIsDeliveredStaysDelivered() throws Exception {
    Delivery delivery = opened();
    deliveries.intendsToAssociate(delivery, NOW, NOW);

    deliveries.associated(delivery, 17L, "https://c", null, NOW);

    assertKept("select stage from delivery where id = ?", delivery.id(), "DELIVERED");
    assertKept("select resource_id from delivery where id = ?", delivery.id(), "17");
  }

  /** Its sender is shown the reason next. */
  @Test
  void whatIsSetAsideStaysSo() throws Exception {
    Delivery failed = opened();

    deliveries.failed(failed, "no such project", NOW);

    assertKept("select reason from delivery where id = ?", failed.id(), "no such project");
  }

  @Test
  void thatNobodyCanTellIsThere() throws Exception {
    Delivery undecided = opened();
    deliveries.intendsToAssociate(undecided, NOW, NOW);

    deliveries.undecided(undecided, "may be there", NOW);

    assertKept("select reason from delivery where id = ?", undecided.id(), "may be there");
  }

  /** Who has discarded something is told so, and does not look again. */
  @Test
  void whatAPersonHasDecidedIsThere() throws Exception {
    Delivery delivery = opened();

    steering.discard(delivery.id(), "twice", "ann");

    assertKept("select stage from delivery where id = ?", delivery.id(), "FAILED");
  }

  @Test
  void whatBecomesOfALetterIsThere() throws Exception {
    Letter letter =
        new Letter(
            UUID.randomUUID(),
            "mail",
            hash(),
            "a@b",
            "s",
            "<1>",
            "",
            10,
            NOW,
            true,
            null,
            null,
            null,
            null);

    letters.open(letter, List.of(new LetterItem(0, "a.jpg", LetterItem.State.WAITING, "", "")));
    assertKept("select source from letter where id = ?", letter.id(), "mail");
    assertKept("select state from letter_item where letter_id = ?", letter.id(), "WAITING");

    letters.taken(letter.id(), NOW);
    assertKept("select count(taken_at) from letter where id = ?", letter.id(), "1");

    letters.answers(letter.id(), letters.items(letter.id()), NOW);
    assertKept("select count(answered_at) from letter where id = ?", letter.id(), "1");

    letters.reopen(letter, List.of(), NOW);
    assertKept("select count(answered_at) from letter where id = ?", letter.id(), "0");
  }
}
