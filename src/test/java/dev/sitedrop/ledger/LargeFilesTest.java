package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.LedgerCopy;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A backlog of files that take long: neither does it hold up small ones, nor is it worked at. */
class LargeFilesTest {
  private static final int LARGE = 50;
  private static final int SMALL = 100;

  private static final long LARGE_SIZE = 100L << 20;

  /** Half as many as a copy has workers. */
  private static final int PLACES = 2;

  private final List<ConfigurableApplicationContext> copies = new ArrayList<>();
  private final AtomicReference<ConfigurableApplicationContext> first = new AtomicReference<>();
  private final Map<UUID, String> begun = new ConcurrentHashMap<>();
  private final CountDownLatch isStored = new CountDownLatch(1);

  @AfterEach
  void stop() {
    isStored.countDown();
    copies.forEach(ConfigurableApplicationContext::close);
  }

  private void copy(String url, String name) {
    copies.add(LedgerCopy.start(url, lease -> attempt(lease, name)));
    first.compareAndSet(null, copies.get(0));
  }

  private DeliveryAttempt.Result attempt(Lease lease, String name) {
    begun.merge(lease.deliveryId(), name, (before, again) -> before + again);
    if (bean(DeliveryLedger.class).find(lease).attachments().get(0).size() == LARGE_SIZE) {
      try {
        isStored.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    return new DeliveryAttempt.Result(
        Optional.empty(), bean(ArrivalLedger.class).unsettledOf(lease.deliveryId()));
  }

  private <T> T bean(Class<T> type) {
    return first.get().getBean(type);
  }

  private List<UUID> open(int count, long size) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      NewDelivery photo = Photos.photo(42, size);
      ids.add(bean(IntakeLedger.class).open(photo, Photos.arrival()).deliveryId());
    }
    return ids;
  }

  private long number(String query) {
    return bean(JdbcClient.class).sql(query).query(Long.class).single();
  }

  /** Each pick takes a lease. */
  private long picksOfLarge() {
    return number(
        "select sum(lease) from delivery d join attachment a on a.delivery_id = d.id"
            + " where a.size = "
            + LARGE_SIZE);
  }

  private long due() {
    return number("select count(*) from scheduled_tasks");
  }

  private void holdUpNobodyAndArePickedOnce() {
    List<UUID> large = open(LARGE, LARGE_SIZE);
    List<UUID> small = open(SMALL, 1000);

    await().untilAsserted(() -> assertThat(begun).containsKeys(small.toArray(UUID[]::new)));
    await().untilAsserted(() -> assertThat(due()).isEqualTo(LARGE));
    long places = (long) copies.size() * PLACES;
    await().untilAsserted(() -> assertThat(picksOfLarge()).isEqualTo(places));
    long rounds = begun.size();
    List<UUID> more = open(SMALL, 1000); // while these are delivered, everybody looks for more
    await().untilAsserted(() -> assertThat(begun).containsKeys(more.toArray(UUID[]::new)));
    assertThat(begun).hasSize((int) rounds + SMALL);
    assertThat(picksOfLarge()).isEqualTo(places);

    isStored.countDown();
    await().untilAsserted(() -> assertThat(due()).isZero());
    assertThat(begun).containsKeys(large.toArray(UUID[]::new));
    assertThat(picksOfLarge()).isEqualTo(LARGE);
  }

  @Test
  void ofOneCopy(@TempDir Path folder) {
    copy("jdbc:h2:file:" + folder.resolve("ledger"), "a");

    holdUpNobodyAndArePickedOnce();
  }

  @Test
  @Needs(Need.POSTGRES)
  void ofTwoCopies() {
    String url = PostgresServer.emptyDatabase();
    copy(url, "a");
    copy(url, "b");

    holdUpNobodyAndArePickedOnce();

    assertThat(begun.values()).containsOnly("a", "b");
  }
}
