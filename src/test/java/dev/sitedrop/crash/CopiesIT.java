package dev.sitedrop.crash;

import static org.awaitility.Awaitility.await;

import dev.sitedrop.Copies;
import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three copies on one PostgreSQL, with one inbox and one spool. Under load they are killed, held up
 * and cut off from the database in turn; then the account is settled: each file that was put in is
 * in Procore, once.
 */
@Needs(Need.POSTGRES)
class CopiesIT {
  private static final int COPIES = 3;
  private static final int ROUNDS = Integer.getInteger("copies.rounds", 3);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Longer than a copy is believed to be at its work, or in charge of a source. */
  private static final Duration TROUBLE = Duration.ofSeconds(9);

  private final Random random = new Random(SEED);

  @TempDir private Path folder;

  @Test
  void filesInAreResourcesInProcoreWhateverBecomesOfTheCopies() throws Exception {
    System.out.println("COPIES: seed " + SEED);
    try (JarProcess procore = JarProcess.sandbox(folder.resolve("procore"));
        Copies copies =
            new Copies(
                folder,
                procore.port(),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"),
                "--spool.segment-size=6MB",
                "--delivery.first-retry=100ms",
                "--delivery.absence-after=5s",
                "--ledger.heartbeat-interval=1s",
                "--ledger.missed-heartbeats=5",
                "--ledger.source-lease=5s")) {
      Inbox inbox = copies.start(COPIES).inbox();
      Account account = new Account(inbox, procore.port());
      for (int round = 0; round < ROUNDS; round++) {
        trouble(round, copies, account);
      }
      await().atMost(PATIENCE).until(inbox::isSettled);
      account.settle();
      System.out.printf(
          "COPIES: %d rounds of trouble; %d files in, %d contents there%n",
          ROUNDS, account.dropped(), account.there());
    }
  }

  /** One kind after the other, to a copy by chance, while files come. */
  private void trouble(int round, Copies copies, Account account) throws Exception {
    account.drop();
    account.drop();
    int copy = random.nextInt(COPIES);
    passes(Duration.ofMillis(500 + random.nextInt(3000)));
    switch (round % 3) {
      case 0 -> {
        copies.copy(copy).kill();
        account.drop();
        passes(TROUBLE);
        copies.startAgain(copy);
      }
      case 1 -> {
        copies.copy(copy).pause();
        account.drop();
        passes(TROUBLE);
        copies.copy(copy).goOn();
      }
      default -> {
        copies.cable(copy).cutOff(true);
        account.drop();
        passes(TROUBLE);
        copies.cable(copy).cutOff(false);
      }
    }
  }

  private static void passes(Duration time) {
    await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
  }
}
