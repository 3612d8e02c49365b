package dev.sitedrop.crash;

import static org.awaitility.Awaitility.await;

import dev.sitedrop.CuttingProxy;
import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.RoutesCopy;
import dev.sitedrop.ledger.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three copies on one PostgreSQL, with one inbox and one spool. Under load they are killed, held up
 * and cut off from the database in turn; then the account is settled: each file that was put in is
 * in Procore, once.
 */
class CopiesIT {
  private static final int COPIES = 3;
  private static final int ROUNDS = Integer.getInteger("copies.rounds", 6);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Longer than a copy is believed to be at its work, or in charge of a source. */
  private static final int TROUBLE_SECONDS = 9;

  private final Random random = new Random(SEED);
  private final List<JarProcess> copies = new ArrayList<>();
  private final List<CuttingProxy> cables = new ArrayList<>();

  @TempDir private Path folder;
  private Path routes;
  private JarProcess procore;
  private EmbeddedPostgres database;

  @Test
  void filesInAreResourcesInProcoreWhateverBecomesOfTheCopies() throws Exception {
    System.out.println("COPIES: seed " + SEED);
    Inbox inbox = new Inbox(folder);
    routes = routesTo(folder.resolve("inbox"));
    try (EmbeddedPostgres server = PostgresServer.start(PostgresServer.NEWEST);
        JarProcess sandbox = JarProcess.sandbox(folder.resolve("procore"))) {
      database = server;
      procore = sandbox;
      Account account = new Account(inbox, sandbox.port());
      for (int copy = 0; copy < COPIES; copy++) {
        cables.add(new CuttingProxy(server.getPort(), 0));
        copies.add(start(copy));
      }
      copies.forEach(JarProcess::awaitReady);
      for (int round = 0; round < ROUNDS; round++) {
        trouble(round, account);
      }
      await().atMost(PATIENCE).until(inbox::isSettled);
      account.settle();
      System.out.printf(
          "COPIES: %d rounds of trouble; %d files in, %d contents there%n",
          ROUNDS, account.dropped(), account.there());
    } finally {
      copies.forEach(JarProcess::close);
      for (CuttingProxy cable : cables) {
        cable.close();
      }
    }
  }

  /** One kind after the other, to a copy by chance, while files come. */
  private void trouble(int round, Account account) throws Exception {
    account.drop();
    account.drop();
    int copy = random.nextInt(COPIES);
    await().pollDelay(Duration.ofMillis(500 + random.nextInt(3000))).until(() -> true);
    System.out.println("COPIES: round " + round + ", copy " + copy);
    switch (round % 3) {
      case 0 -> {
        copies.get(copy).kill();
        comesAndPasses(account);
        copies.set(copy, start(copy).awaitReady());
      }
      case 1 -> {
        copies.get(copy).pause();
        comesAndPasses(account);
        copies.get(copy).goOn();
      }
      default -> {
        cables.get(copy).cutOff(true);
        comesAndPasses(account);
        cables.get(copy).cutOff(false);
      }
    }
  }

  private void comesAndPasses(Account account) {
    account.drop();
    await().atMost(PATIENCE).pollDelay(Duration.ofSeconds(TROUBLE_SECONDS)).until(() -> true);
  }

  private static Path routesTo(Path inbox) throws IOException {
    Path routes = RoutesCopy.create();
    Path source = routes.resolve("sources/inbox.camel.yaml");
    Files.writeString(
        source, Files.readString(source).replace("{{sitedrop.home}}/inbox", inbox.toString()));
    return routes;
  }

  private JarProcess start(int copy) {
    Map<String, String> variables = new HashMap<>(JarProcess.deliveringTo(procore.port()));
    variables.put("SITEDROP_ROUTES", routes.toString());
    variables.put("SPOOL_DIRECTORY", folder.resolve("spool").toString());
    variables.put(
        "SPRING_DATASOURCE_URL",
        "jdbc:postgresql://127.0.0.1:" + cables.get(copy).port() + "/postgres");
    variables.put("SPRING_DATASOURCE_USERNAME", "postgres");
    variables.put("SPRING_DATASOURCE_PASSWORD", "postgres");
    return JarProcess.start(
        folder.resolve("copy-" + copy),
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"),
        variables,
        "--spool.segment-size=6MB",
        "--delivery.first-retry=100ms",
        "--delivery.absence-after=5s",
        "--ledger.heartbeat-interval=1s",
        "--ledger.missed-heartbeats=5",
        "--ledger.source-lease=5s");
  }
}
