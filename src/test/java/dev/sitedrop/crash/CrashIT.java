package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ends SiteDrop at every named moment and at random ones, starts it again, and settles the account:
 * each file that was put in is in Procore, once. {@code ./mvnw -Pcrash verify} goes through all
 * moments; otherwise it is a share of them.
 */
class CrashIT {
  private static final int NAMED = Integer.getInteger("crash.named", 6);
  private static final int RANDOM = Integer.getInteger("crash.random", 2);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Random random = new Random(SEED);
  private final Set<String> dropped = new HashSet<>();

  @TempDir private Path folder;
  private JarProcess procore;
  private Inbox inbox;
  private String protocol;
  private int batch;
  private String moment = "";

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"segmented", "form", "unified"})
  void filesInAreResourcesInProcore(String uploadProtocol) throws Exception {
    protocol = uploadProtocol;
    System.out.println("CRASH " + protocol + ": seed " + SEED);
    inbox = new Inbox(folder.resolve("work/sitedrop"));
    try (JarProcess sandbox = JarProcess.sandbox(folder.resolve("procore"))) {
      procore = sandbox;
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
      settleTheAccount();
      System.out.printf(
          "CRASH %s: %d of %d moments chosen, %d met, %d random; %d files in, %d contents there%n",
          protocol,
          chosen.size(),
          moments.size(),
          ended,
          RANDOM,
          dropped.size(),
          contents().size());
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

  /** A photo, one of several segments, and an accident log of two files. */
  private void drop() {
    batch++;
    String project = Integer.toString(1 + batch % 3);
    put(project + "/images/photo-" + batch + ".jpg", 3000);
    put(project + "/images/large-" + batch + ".jpg", 6_500_000);
    put(project + "/accident_logs/fall-" + batch + "/a.jpg", 2000);
    put(project + "/accident_logs/fall-" + batch + "/b.jpg", 2001);
    inbox.drop(project + "/accident_logs/fall-" + batch + "/accident.yaml", "");
  }

  private void put(String path, int size) {
    byte[] content = Samples.jpeg(size, path.hashCode());
    dropped.add(Samples.sha256(content));
    inbox.drop(path, content);
  }

  private List<String> rehearse() throws IOException {
    Path record = folder.resolve("moments");
    drop();
    try (JarProcess siteDrop = start("-Dcrash.record=" + record).awaitReady()) {
      inbox.awaitEmpty();
      assertThat(siteDrop.isAlive()).isTrue();
    }
    return new ArrayList<>(new HashSet<>(Files.readAllLines(record)));
  }

  /** Whether the process came to that moment and ended; otherwise it is ended when all is done. */
  private boolean crashAt(String chosen) throws Exception {
    moment = chosen;
    drop();
    JarProcess siteDrop = start("-Dcrash.at=" + moment, "-Dcrash.time=" + (1 + random.nextInt(2)));
    await().atMost(PATIENCE).until(() -> !siteDrop.isAlive() || inbox.isSettled());
    boolean met = !siteDrop.isAlive();
    siteDrop.kill();
    return met;
  }

  private void crashAtRandom() throws Exception {
    drop();
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

  private void settleTheAccount() {
    JsonNode account = new SandboxView(procore.port()).account();
    assertThat(account.path("image_count").asInt()).as("images").isEqualTo(2 * batch);
    assertThat(account.path("accident_log_count").asInt()).as("accident logs").isEqualTo(batch);
    Map<String, Integer> contents = contents();
    assertThat(contents.keySet()).isEqualTo(dropped);
    assertThat(contents.values()).containsOnly(1);
    assertThat(inbox.path("")).isDirectoryNotContaining("glob:**/.failed/*");
  }

  /** How often each content is in Procore, by its SHA-256. */
  private Map<String, Integer> contents() {
    SandboxView view = new SandboxView(procore.port());
    Map<String, Integer> found = new HashMap<>();
    for (JsonNode image : view.images()) {
      found.merge(Samples.sha256(view.get(image.path("url").asText())), 1, Integer::sum);
    }
    for (JsonNode log : view.accidentLogs()) {
      for (JsonNode file : log.path("attachments")) {
        found.merge(Samples.sha256(view.get(file.path("url").asText())), 1, Integer::sum);
      }
    }
    return found;
  }
}
