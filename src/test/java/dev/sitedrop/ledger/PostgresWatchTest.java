package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.LedgerCopy;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

@ExtendWith(OutputCaptureExtension.class)
class PostgresWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  @TempDir private Path folder;

  private EmbeddedPostgres server(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  @Test
  @Needs(Need.POSTGRES)
  void aServerThatGoesAndComesBackIsToldOnceAndNothingIsLost(CapturedOutput output)
      throws IOException {
    EmbeddedPostgres server = server(0);
    int port = server.getPort();
    String url = server.getJdbcUrl("postgres", "postgres") + "&password=canary";
    Set<UUID> done = ConcurrentHashMap.newKeySet();
    DeliveryAttempt attempt =
        lease -> {
          done.add(lease.deliveryId());
          return new DeliveryAttempt.Result(Optional.empty(), List.of());
        };
    try (var copy =
        LedgerCopy.start(
            url,
            attempt,
            "spring.datasource.hikari.connection-timeout=1000",
            "ledger.heartbeat-interval=500ms")) {
      IntakeLedger intake = copy.getBean(IntakeLedger.class);
      NewDelivery photo = Photos.photo(42);
      Arrival arrival = Photos.arrival();

      server.close();
      await()
          .atMost(PATIENCE)
          .until(() -> output.getOut().contains("The ledger on PostgreSQL cannot be used: it "));
      assertThatThrownBy(() -> intake.open(photo, arrival))
          .isInstanceOfAny(DataAccessException.class, TransactionException.class)
          .hasMessageNotContaining("canary");
      server = server(port);

      await()
          .atMost(PATIENCE)
          .until(() -> output.getOut().contains("The ledger can be written again"));
      Opening opening = intake.open(photo, arrival);
      await().atMost(PATIENCE).until(() -> done.contains(opening.deliveryId()));
      assertThat(output.getOut().split("cannot be used", -1)).hasSize(2);
      assertThat(output.getAll()).doesNotContain("canary");
    } finally {
      server.close();
    }
  }

  @Test
  @Needs(Need.POSTGRES)
  void aDatabaseThatRefusesWritesIsTold(CapturedOutput output) {
    DeliveryAttempt never =
        lease -> new DeliveryAttempt.Result(Optional.of(Instant.now()), List.of());
    String url = PostgresServer.emptyDatabase();
    try (var copy = LedgerCopy.start(url, never)) {
      copy.getBean(IntakeLedger.class).open(Photos.photo(42), Photos.arrival());
      String database = url.replaceAll(".*/|\\?.*", "");

      copy.getBean(JdbcClient.class)
          .sql("alter database " + database + " set default_transaction_read_only = on")
          .update();
      copy.getBean(com.zaxxer.hikari.HikariDataSource.class)
          .getHikariPoolMXBean()
          .softEvictConnections();

      await()
          .atMost(PATIENCE)
          .until(() -> output.getOut().contains("cannot be used: it is read-only"));
    }
  }

  @Test
  @Needs(Need.POSTGRES)
  void aCopyWithAWrongClockDeliversNothing(CapturedOutput output) {
    DeliveryAttempt never = lease -> new DeliveryAttempt.Result(Optional.empty(), List.of());
    try (var copy = LedgerCopy.start(PostgresServer.emptyDatabase(), never)) {
      PostgresWatch watch = copy.getBean(PostgresWatch.class);
      LaneSchedulers schedulers = copy.getBean(LaneSchedulers.class);
      List<Scheduler> lanes = List.of(schedulers.of(Lanes.MAIN), schedulers.of("elsewhere"));
      Instant now = Instant.now();

      watch.compare(now, now.plusSeconds(7200), now);
      assertThat(lanes).allMatch(lane -> lane.getSchedulerState().isPaused());
      watch.compare(now, now.plusSeconds(3), now);

      assertThat(lanes).noneMatch(lane -> lane.getSchedulerState().isPaused());
      assertThat(output).contains("differs from PostgreSQL's by -7200 s");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "08001, it cannot be reached",
    "08006, it cannot be reached",
    "28P01, it refuses the user or its password",
    "28000, it refuses the user or its password",
    "3D000, it has no database of this name",
    "42501, the user lacks rights",
    "53100, its disk is full",
    "53300, it takes no more connections",
    "25006, it is read-only",
    "57014, a statement took longer",
    "57P03, it is starting or stopping",
    "XX000, it answers with the error XX000",
  })
  void isToldByItsStateAndInOwnWords(String state, String told) {
    SQLException failure =
        new SQLException("not available", "08001", new SQLException("canary", state));

    assertThat(PostgresTrouble.told(new IllegalStateException(failure)))
        .startsWith(told)
        .doesNotContain("canary");
  }
}
