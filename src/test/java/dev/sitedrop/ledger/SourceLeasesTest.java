package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ExtendWith(OutputCaptureExtension.class)
@Needs(Need.POSTGRES)
class SourceLeasesTest {
  private static final Duration TIME = Duration.ofSeconds(3);

  private DriverManagerDataSource database;

  @BeforeEach
  void createDatabase() {
    database = new DriverManagerDataSource(PostgresServer.emptyDatabase());
    Flyway.configure().dataSource(database).load().migrate();
  }

  private SourceLeases copy() {
    return new SourceLeases(
        LedgerConfiguration.locks(database),
        new LedgerSettings(
            0, 10, Duration.ofSeconds(5), 6, TIME, new Keep(null), new Keep(null), new Keep(null)));
  }

  @Test
  void oneCopyLooksAndAnotherWhenThatOneStops(CapturedOutput output) {
    SourceLeases one = copy();
    SourceLeases other = copy();
    SourceLease ones = one.want("inbox");
    SourceLease others = other.want("inbox");

    assertThat(ones.isMine()).isTrue();
    assertThat(others.isMine()).isFalse();
    assertThat(other.want("scanner").isMine()).isTrue();
    assertThat(output).containsOnlyOnce("Another copy looks into the source inbox;");

    ones.close();
    other.renewAll();

    assertThat(ones.isMine()).isFalse();
    assertThat(others.isMine()).isTrue();
    assertThat(output).containsOnlyOnce("This copy looks into the source inbox now");
  }

  @Test
  void itIsKeptForAsLongAsItIsRenewed() {
    SourceLeases one = copy();
    SourceLease ones = one.want("inbox");
    SourceLease others = copy().want("inbox");
    Instant start = Instant.now();

    await()
        .during(TIME.multipliedBy(2))
        .atMost(TIME.multipliedBy(3))
        .until(
            () -> {
              one.renewAll();
              others.renew();
              return ones.isMine() && !others.isMine();
            });

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(TIME);
  }

  @Test
  void aCopyThatIsHeldUpLosesItByItselfAndAnotherTakesItOver(CapturedOutput output) {
    SourceLeases heldUp = copy();
    SourceLease lost = heldUp.want("inbox");
    SourceLeases other = copy();
    SourceLease taken = other.want("inbox");

    await()
        .atMost(TIME.plusSeconds(5))
        .until(
            () -> {
              other.renewAll();
              assertThat(lost.isMine() && taken.isMine()).as("both at once").isFalse();
              return taken.isMine();
            });
    heldUp.renewAll();

    assertThat(lost.isMine()).isFalse();
    assertThat(taken.isMine()).isTrue();
    assertThat(output).containsOnlyOnce("this one was held up too long");
  }

  @Test
  void withoutTheDatabaseItEndsByItselfAndComesBackWithIt() {
    SourceLeases copy = copy();
    SourceLease lease = copy.want("inbox");
    JdbcClient jdbc = JdbcClient.create(database);
    jdbc.sql("alter table source_lock rename to gone").update();

    await()
        .atMost(TIME.plusSeconds(5))
        .until(
            () -> {
              copy.renewAll();
              return !lease.isMine();
            });

    jdbc.sql("alter table gone rename to source_lock").update();
    copy.renewAll();
    assertThat(lease.isMine()).isTrue();
  }
}
