package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.LedgerCopy;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A ledger that the release before has made, and may still use while this one does. */
@Needs(Need.POSTGRES)
class LedgerUpgradeTest {
  @TempDir private Path formerMigrations;

  static List<String> databases() {
    return List.of(
        PostgresServer.emptyDatabase(),
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;USER=sitedrop");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void bothReleasesUseTheLedgerSideBySide(String url) throws IOException {
    for (String file : List.of("V1__ledger.sql", "V2__letters.sql")) {
      Files.copy(Path.of("src/main/resources/db/migration", file), formerMigrations.resolve(file));
    }
    DriverManagerDataSource database = new DriverManagerDataSource(url);
    FluentConfiguration former =
        Flyway.configure().dataSource(database).locations("filesystem:" + formerMigrations);
    former.load().migrate();
    JdbcClient formerRelease = JdbcClient.create(database);
    UUID before = openAsTheFormerReleaseDoes(formerRelease);
    Map<UUID, String> names = new ConcurrentHashMap<>();
    DeliveryLedger[] ledger = new DeliveryLedger[1];
    UploadLedger[] uploads = new UploadLedger[1];
    DeliveryAttempt attempt =
        lease -> {
          Delivery delivery = ledger[0].find(lease);
          uploads[0].uploaded(delivery.attachments().get(0));
          names.put(delivery.id(), delivery.attachments().get(0).name());
          return new DeliveryAttempt.Result(Optional.empty(), List.of());
        };

    try (var copy =
        LedgerCopy.start(url, lease -> ledger[0] == null ? later() : attempt.attempt(lease))) {
      uploads[0] = copy.getBean(UploadLedger.class);
      ledger[0] = copy.getBean(DeliveryLedger.class);
      UUID meanwhile = openAsTheFormerReleaseDoes(formerRelease);

      await().until(() -> names.keySet().containsAll(List.of(before, meanwhile)));
      assertThat(names).containsEntry(before, "old.jpg");
      assertThatCode(() -> former.load().migrate()).doesNotThrowAnyException();
      assertThat(
              formerRelease
                  .sql("update delivery set stage = 'FAILED', reason = 'x' where id = ?")
                  .param(before)
                  .update())
          .isEqualTo(1);
    }
  }

  private static DeliveryAttempt.Result later() {
    return new DeliveryAttempt.Result(Optional.of(java.time.Instant.now()), List.of());
  }

  /** Its statements, as they were. */
  private static UUID openAsTheFormerReleaseDoes(JdbcClient jdbc) {
    UUID id = UUID.randomUUID();
    UUID file = UUID.randomUUID();
    String hash = Photos.hash();
    jdbc.sql(
            "insert into delivery (id, destination, project_id, target, content_key, fields, stage,"
                + " opened_at) values (?, 'here', 42, 'IMAGE', ?, '{}', 'OPEN', current_timestamp)")
        .params(id, hash)
        .update();
    jdbc.sql(
            "insert into attachment (id, delivery_id, file_order, name, content_type, size, sha256,"
                + " spool_key, protocol) values (?, ?, 0, 'old.jpg', 'image/jpeg', 7, ?, 'k',"
                + " 'SEGMENTED')")
        .params(file, id, hash)
        .update();
    jdbc.sql(
            "insert into segment (attachment_id, segment_order, first_byte, size, sha256)"
                + " values (?, 0, 0, 7, ?)")
        .params(file, hash)
        .update();
    jdbc.sql(
            "insert into scheduled_tasks (task_name, task_instance, execution_time, picked,"
                + " version, priority) values ('delivery', ?, current_timestamp, false, 1, 0)")
        .param(id.toString())
        .update();
    return id;
  }
}
