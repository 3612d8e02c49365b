package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ends SiteDrop at every named moment and at random ones, starts it again, and settles the account:
 * each file that was put in is in Procore, once. {@code ./mvnw -Pcrash verify} goes through all
 * moments; otherwise it is a share of them.
 */
class CrashIT {
  private static final int NAMED = Integer.getInteger("crash.named", 3);
  private static final int RANDOM = Integer.getInteger("crash.random", 2);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Random random = new Random(SEED);

  @TempDir private Path folder;
  private JarProcess procore;
  private Inbox inbox;
  private String protocol;
  private Account account;
  private String moment = "";

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"segmented", "form"})
  void filesInAreResourcesInProcore(String uploadProtocol) throws Exception {
    protocol = uploadProtocol;
    System.out.println("CRASH " + protocol + ": seed " + SEED);
    inbox = new Inbox(folder.resolve("work/sitedrop"));
    try (JarProcess sandbox = JarProcess.sandbox(folder.resolve("procore"))) {
      procore = sandbox;
      account = new Account(inbox, sandbox.port());
      List<String> moments = rehearse();
      Collections.shuffle(moments, random);
      List<String> chosen = moments.subList(0, Math.min(NAMED, moments.size()));
      int ended = 0;
      for (String moment : chosen) {
        ended += crashAt(moment) ? 1 : 0;
      }
      for (int i = 0; i < RANDOM; i++) {
        crashAtRandom();
      }
      finish();
      account.settle();
      // a few are not met in every life, such as those of a search; were none, nothing was killed
      assertThat(ended).as("moments met of " + chosen).isPositive();
      System.out.printf(
          "CRASH %s: %d of %d moments chosen, %d met, %d random; %d files in, %d contents there%n",
          protocol,
          chosen.size(),
          moments.size(),
          ended,
          RANDOM,
          account.dropped(),
          account.there());
    } catch (Exception | AssertionError e) {
      System.out.println(
          "CRASH "
              + protocol
              + " failed at '"
              + moment
              + "': "
              + e
              + "\nunsettled: "
              + inbox.unsettled());
      throw e;
    }
  }

  private JarProcess start(String... jvmOptions) {
    List<String> options =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    options.addAll(List.of(jvmOptions));
    return JarProcess.startClass(
        CrashingSiteDrop.class,
        folder.resolve("work"),
        options,
        JarProcess.deliveringTo(procore.port()),
        "--procore.upload-protocol=" + protocol,
        "--spool.segment-size=6MB",
        "--delivery.first-retry=100ms",
        "--delivery.absence-after=1s");
  }

  private List<String> rehearse() throws IOException {
    Path record = folder.resolve("moments");
    account.drop();
    try (JarProcess siteDrop = start("-Dcrash.record=" + record).awaitReady()) {
      inbox.awaitEmpty();
      assertThat(siteDrop.isAlive()).isTrue();
    }
    return new ArrayList<>(new HashSet<>(Files.readAllLines(record)));
  }

  /** Whether the process came to that moment and ended; otherwise it is ended when all is done. */
  private boolean crashAt(String chosen) throws Exception {
    moment = chosen;
    account.drop();
    JarProcess siteDrop = start("-Dcrash.at=" + moment, "-Dcrash.time=" + (1 + random.nextInt(2)));
    await().atMost(PATIENCE).until(() -> !siteDrop.isAlive() || inbox.isSettled());
    boolean met = !siteDrop.isAlive();
    if (met) {
      assertThat(siteDrop.awaitExit())
          .as(() -> "how it ended: " + siteDrop.output())
          .isEqualTo(CrashPoints.KILLED);
    }
    siteDrop.kill();
    return met;
  }

  private void crashAtRandom() throws Exception {
    account.drop();
    JarProcess siteDrop = start();
    siteDrop.awaitReady();
    await().pollDelay(Duration.ofMillis(random.nextInt(2500))).until(() -> true);
    siteDrop.kill();
  }

  private void finish() {
    try (JarProcess siteDrop = start().awaitReady()) {
      await().atMost(PATIENCE).until(inbox::isSettled);
      // bytes are released after the senders have been told, and leftovers beside the work
      await().atMost(PATIENCE).until(() -> siteDrop.spooled().isEmpty());
    }
  }
}
