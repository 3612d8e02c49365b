package dev.sitedrop.signals.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.ledger.PostgresServer;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who tells what, where several copies share a ledger. */
class AlertingTest {
  private static final Duration EVERY = Duration.ofMinutes(15);

  static Stream<String> databases() {
    return Stream.of(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", PostgresServer.emptyDatabase());
  }

  private static JdbcClient ledger(String url) {
    DriverManagerDataSource source = new DriverManagerDataSource(url);
    Flyway.configure().dataSource(source).load().migrate();
    return JdbcClient.create(source);
  }

  private static void fail(JdbcClient jdbc, String reason, Instant at) {
    jdbc.sql(
            "insert into delivery (id, destination, project_id, target, content_key, fields, stage,"
                + " opened_at, finished_at, reason)"
                + " values (?, 'here', 42, 'IMAGE', ?, '{}', 'FAILED', ?, ?, ?)")
        .params(
            UUID.randomUUID(),
            UUID.randomUUID().toString(),
            at.atOffset(ZoneOffset.UTC),
            at.atOffset(ZoneOffset.UTC),
            reason)
        .update();
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Needs(Need.POSTGRES)
  void ofSeveralCopiesOneTells(String url) throws Exception {
    JdbcClient jdbc = ledger(url);
    Instant now = Instant.parse("2026-11-25T10:00:00Z");
    ExecutorService copies = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> claims = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        claims.add(
            () -> {
              AlertLedger ledger = new AlertLedger(jdbc);
              ledger.begin("failed", now);
              return ledger.claim("failed", now, EVERY);
            });
      }
      int told = 0;
      for (Future<Boolean> claim : copies.invokeAll(claims)) {
        told += claim.get() ? 1 : 0;
      }
      assertThat(told).isEqualTo(1);
    } finally {
      copies.shutdownNow();
    }
    AlertLedger ledger = new AlertLedger(jdbc);
    assertThat(ledger.claim("failed", now.plus(EVERY).minusSeconds(1), EVERY)).isFalse();
    assertThat(ledger.claim("failed", now.plus(EVERY), EVERY)).isTrue();
    ledger.giveBack("failed", now.plus(EVERY).plusSeconds(60), EVERY);
    assertThat(ledger.claim("failed", now.plus(EVERY).plusSeconds(59), EVERY)).isFalse();
    assertThat(ledger.claim("failed", now.plus(EVERY).plusSeconds(60), EVERY)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("databases")
  @Needs(Need.POSTGRES)
  void whatHasFailedIsCountedFromTheLastTimeItWasTold(String url) {
    JdbcClient jdbc = ledger(url);
    AlertLedger ledger = new AlertLedger(jdbc);
    Instant start = Instant.parse("2026-11-25T10:00:00Z");
    fail(jdbc, "before", start.minusSeconds(1));
    fail(jdbc, "first <!here>", start.plusSeconds(1));
    fail(jdbc, "second", start.plusSeconds(2));
    fail(jdbc, "later", start.plusSeconds(20));

    AlertLedger.Some failed = ledger.failed(start, start.plusSeconds(10));

    assertThat(failed.count()).isEqualTo(2);
    assertThat(failed.oldest()).isEqualTo(start.plusSeconds(1));
    assertThat(ledger.firstFailed(start, start.plusSeconds(10)))
        .extracting(Alert.Told::reason)
        .containsExactly("first ‹!here›", "second");
    assertThat(ledger.destinationsOfFailed(start, start.plusSeconds(10))).containsExactly("here");
  }

  @Test
  @Needs(Need.POSTGRES)
  void thatItMovesAgainIsSeenByOne() {
    AlertLedger ledger = new AlertLedger(ledger(databases().findFirst().orElseThrow()));
    Instant now = Instant.parse("2026-11-25T10:00:00Z");
    ledger.begin("at here", now);
    ledger.stalled("at here", now.plusSeconds(10));
    assertThat(ledger.movesAgain("at here")).isFalse();

    ledger.moved("at here", now.plusSeconds(11));

    assertThat(ledger.movesAgain("at here")).isTrue();
    assertThat(ledger.movesAgain("at here")).isFalse();
    assertThat(ledger.mark("at here").movedAt()).isEqualTo(now.plusSeconds(11));
  }

  @Test
  void whomOneChannelReachesIsNotToldAgainForAnother() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    List<Alert> sent = new ArrayList<>();
    Alert alert = new Alert("text", "failed", null, 1, Instant.now(), List.of());

    assertThat(new Messengers(List.of(channel(null), channel(sent)), meters).tell(alert)).isTrue();
    assertThat(new Messengers(List.of(channel(null)), meters).tell(alert)).isFalse();

    assertThat(sent).containsExactly(alert);
    assertThat(meters.counter("sitedrop.alerts", "kind", "failed", "outcome", "failed").count())
        .isEqualTo(2);
  }

  /**
   * @param sent null for one that does not work
   */
  private static Channel channel(List<Alert> sent) {
    return new Channel() {
      @Override
      public String name() {
        return "somebody";
      }

      @Override
      public void send(Alert alert) throws IOException {
        if (sent == null) {
          throw new IOException("no");
        }
        sent.add(alert);
      }
    };
  }
}
