package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.LedgerCopy;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.Tallies;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Prints what a claim costs (to pick a due delivery, take its lease, read it, write that Procore
 * has it, and settle it), what it costs to open one, how long 500 take to leave, and what it costs
 * to look at them, by how many deliveries the ledger remembers. {@code ./mvnw -Pbench verify
 * -Dit.test=LedgerBench}.
 */
class LedgerBench {
  private static final int CLAIMS = 2000;
  private static final int WARM_UP = 500;
  private static final int AT_ONCE = 20_000;
  private static final int AT_A_TIME = 500;
  private static final int PAGE = 50;
  private static final int LOOKS = 9;
  private static final DeliveryFilter NOWHERE =
      new DeliveryFilter(null, null, null, null, "nowhere", null, null);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  private final AtomicReference<ConfigurableApplicationContext> copy = new AtomicReference<>();

  @ParameterizedTest
  @CsvSource({"PostgreSQL, 1000", "PostgreSQL, 1000000", "H2, 1000", "H2, 1000000"})
  void claims(String database, int rows) {
    boolean onH2 = database.equals("H2");
    String url = onH2 ? embedded() : PostgresServer.emptyDatabase();
    copy.set(LedgerCopy.start(url, this::attempt, "ledger.keep-delivered=forever"));
    try (ConfigurableApplicationContext closed = copy.get()) {
      closed.getBean(Scheduler.class).pause();
      claim(WARM_UP);
      fill(onH2, rows);

      double opening = opened(CLAIMS);
      double claiming = claimed(CLAIMS);
      double purging = purged();

      System.out.printf(
          Locale.ROOT,
          "LEDGER %-10s %,9d rows: %5.0f claims/s (%.2f ms each, 4 workers), %5.0f opened/s,"
              + " 500 leave in %.0f ms%n",
          database,
          rows,
          CLAIMS / claiming,
          claiming * 1000 / CLAIMS,
          CLAIMS / opening,
          purging * 1000);
      System.out.printf(
          Locale.ROOT,
          "LEDGER %-10s %,9d rows: a page of %d in %.1f ms, the failed ones in %.1f ms, a word that"
              + " is nowhere in %.0f ms, all counted in %.1f ms%n",
          database,
          rows,
          PAGE,
          millis(() -> bean(DeliveryList.class).find(DeliveryFilter.ALL, null, PAGE)),
          millis(
              () ->
                  bean(DeliveryList.class)
                      .find(DeliveryFilter.in(DeliveryState.FAILED), null, PAGE)),
          millis(() -> bean(DeliveryList.class).find(NOWHERE, null, PAGE)),
          millis(() -> bean(Tallies.class).tally(Instant.now().minus(Duration.ofDays(1)))));
    }
  }

  /** As SiteDrop's own, in a folder of the test. */
  private String embedded() {
    return "jdbc:h2:file:"
        + folder.resolve("ledger").toAbsolutePath()
        + ";USER=sitedrop;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=8192"
        + ";RETENTION_TIME=10000;QUERY_CACHE_SIZE=64";
  }

  private <T> T bean(Class<T> type) {
    return copy.get().getBean(type);
  }

  private DeliveryAttempt.Result attempt(Lease lease) {
    DeliveryLedger ledger = bean(DeliveryLedger.class);
    Delivery delivery = ledger.find(lease);
    ledger.associated(delivery, 1L, null, null, Instant.now());
    return new DeliveryAttempt.Result(
        Optional.empty(), bean(ArrivalLedger.class).unsettledOf(delivery.id()), delivery);
  }

  /** The median of some. */
  private static double millis(Runnable look) {
    return IntStream.range(0, LOOKS)
        .mapToDouble(
            one -> {
              long start = System.nanoTime();
              look.run();
              return (System.nanoTime() - start) / 1e6;
            })
        .sorted()
        .skip(LOOKS / 2)
        .findFirst()
        .orElseThrow();
  }

  private void claim(int count) {
    opened(count);
    claimed(count);
  }

  private double opened(int count) {
    IntakeLedger intake = bean(IntakeLedger.class);
    List<NewDelivery> photos = Photos.photos(count);
    long start = System.nanoTime();
    photos.forEach(photo -> intake.open(photo, Photos.arrival()));
    return (System.nanoTime() - start) / 1e9;
  }

  private double claimed(int count) {
    assertThat(left()).isEqualTo(count);
    long start = System.nanoTime();
    bean(Scheduler.class).resume();
    await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> left() == 0);
    double seconds = (System.nanoTime() - start) / 1e9;
    bean(Scheduler.class).pause();
    return seconds;
  }

  private int left() {
    return bean(JdbcClient.class)
        .sql("select count(*) from scheduled_tasks")
        .query(Integer.class)
        .single();
  }

  private double purged() {
    Purge purge = bean(Purge.class);
    long start = System.nanoTime();
    assertThat(purge.delivered(Instant.now(), AT_A_TIME)).isEqualTo(AT_A_TIME);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Deliveries that are over, each with a file, its segment and an arrival. */
  private void fill(boolean onH2, int rows) {
    for (int from = 1; from <= rows; from += AT_ONCE) {
      int to = Math.min(rows, from + AT_ONCE - 1);
      String numbers =
          onH2
              ? " from (select cast(x as varchar) as n, x as number from system_range(%d, %d)) a"
              : " from (select cast(x as varchar) as n, x as number from generate_series(%d, %d) x) a";
      fill(String.format(numbers, from, to));
    }
    run("analyze");
  }

  private void fill(String numbers) {
    // as far apart as random ones
    String id =
        "cast(lpad(cast(mod(cast(number as bigint) * 7919, 1000003) as varchar), 8, '0')"
            + " || lpad(n, 24, '0') as uuid)";
    String then = "current_timestamp - interval '100' day";
    run(
        "insert into delivery (id, destination, project_id, target, content_key, fields, stage,"
            + " opened_at, resource_id, finished_at) select "
            + id
            + ", 'here', 1 + mod(number, 50), 'IMAGE', lpad(n, 64, '0'), '{}', 'DELIVERED', "
            + then
            + ", 1000000 + number, "
            + then
            + numbers);
    run(
        "insert into attachment (id, delivery_id, file_order, name, content_type, size, sha256,"
            + " spool_key, protocol, upload_uuid, uploaded) select "
            + id
            + ", "
            + id
            + ", 0, 'photo-' || n || '.jpg', 'image/jpeg', 1000, lpad(n, 64, '0'),"
            + " 'key-' || n, 'SEGMENTED', 'upload-' || n, true"
            + numbers);
    run(
        "insert into segment (attachment_id, segment_order, first_byte, size, sha256) select "
            + id
            + ", 0, 0, 1000, lpad(n, 64, '0')"
            + numbers);
    run(
        "insert into arrival (id, delivery_id, source, settlement, name, origin, fingerprint,"
            + " arrived_at, duplicate, unsent, settled_at) select "
            + id
            + ", "
            + id
            + ", 'inbox', 'folder', 'crane.jpg', '{}', lpad(n, 64, '0'), "
            + then
            + ", false, '', "
            + then
            + numbers);
  }

  private void run(String sql) {
    bean(JdbcClient.class).sql(sql).update();
  }
}
