package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.JarProcess;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.intake.mail.MailHost;
import dev.sitedrop.intake.mail.MailRoutes;
import dev.sitedrop.intake.mail.Mails;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends SiteDrop at the moments of a mail, starts it again, and settles the account: each file that
 * was sent is in Procore, once; each mail is filed; and each is answered, once. Only who is killed
 * after an answer was written down, and before it was sent, sends none: SMTP has no way to ask.
 * {@code ./mvnw -Pcrash verify} goes through all moments; otherwise it is a share of them.
 */
class MailCrashIT {
  private static final int NAMED = Integer.getInteger("crash.named", 6);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** From here on an answer counts as sent. */
  private static final String NOTED = "after LetterLedger.answers";

  /** What comes once in a life is not met a second time, and what is timed may not be at all. */
  private static final int LIVES = 3;

  private final Random random = new Random(SEED);
  private final Set<String> sent = new HashSet<>();
  private final MailHost host = new MailHost();

  @TempDir private Path folder;
  private Path routes;
  private JarProcess procore;
  private int batch;

  private int mails;
  private int accidents;

  /** How many were killed between the note of an answer and its sending, as far as one can tell. */
  private int perhapsUnanswered;

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void mailsInAreResourcesInProcore() throws Exception {
    System.out.println("CRASH mail: seed " + SEED);
    routes = MailRoutes.copy();
    MailRoutes.write(routes, MailRoutes.parameters(host));
    try (JarProcess sandbox = JarProcess.sandbox(folder.resolve("procore"))) {
      procore = sandbox;
      List<String> moments = rehearse();
      Collections.shuffle(moments, random);
      List<String> chosen = moments.subList(0, Math.min(NAMED, moments.size()));
      List<String> missed = new ArrayList<>();
      for (String moment : chosen) {
        if (!crashAt(moment)) {
          missed.add(moment);
        }
      }
      crashWhenAnswered();
      try (JarProcess siteDrop = start().awaitReady()) {
        awaitFiledAndAnswered();
        assertThat(siteDrop.isAlive()).isTrue();
      }
      settleTheAccount();
      System.out.printf(
          "CRASH mail: %d of %d moments chosen, %d killed; %d mails in, %d contents there,"
              + " %d answers%n",
          chosen.size(),
          moments.size(),
          chosen.size() - missed.size(),
          mails,
          contents().size(),
          answers());
      assertThat(missed).as("moments at which it was not ended").isEmpty();
    }
  }

  private JarProcess start(String... jvmOptions) {
    List<String> options =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    options.addAll(List.of(jvmOptions));
    Map<String, String> variables = new HashMap<>(JarProcess.deliveringTo(procore.port()));
    variables.put("SITEDROP_ROUTES", routes.toString());
    variables.put("SITE_MAIL_PASSWORD", MailHost.PASSWORD);
    return JarProcess.startClass(
        CrashingSiteDrop.class,
        folder.resolve("work"),
        options,
        variables,
        "--delivery.first-retry=100ms",
        "--delivery.absence-after=1s");
  }

  private void send() {
    batch++;
    mails += 3;
    accidents += 2;
    host.deliver(
        Mails.fromAnn("[42] photos " + batch)
            .attach("a.jpg", "image/jpeg", content(2 * batch))
            .attach("b.jpg", "image/jpeg", content(2 * batch + 1))
            .bytes());
    host.deliver(
        Mails.fromAnn("[42 accident] fall " + batch)
            .attach("c.jpg", "image/jpeg", content(-2 * batch))
            .attach("d.jpg", "image/jpeg", content(-2 * batch - 1))
            .bytes());
    host.deliver(Mails.fromAnn("[42 accident] slip " + batch).text("Nobody saw it.").bytes());
  }

  private byte[] content(int seed) {
    byte[] content = Samples.jpeg(3000, seed);
    sent.add(Samples.sha256(content));
    return content;
  }

  private List<String> rehearse() throws IOException {
    Path record = folder.resolve("moments");
    send();
    try (JarProcess siteDrop = start("-Dcrash.record=" + record).awaitReady()) {
      awaitFiledAndAnswered();
      assertThat(siteDrop.isAlive()).isTrue();
    }
    List<String> moments =
        Files.readAllLines(record).stream()
            .filter(name -> name.matches(".*(Letter|Settlement|IntakeLedger| intake).*"))
            .distinct()
            .toList();
    assertThat(moments).contains("before LetterLedger.answers", NOTED, "before LetterLedger.filed");
    return new ArrayList<>(moments);
  }

  /** Whether it came to that moment and ended: the second time, or else the first. */
  private boolean crashAt(String moment) throws Exception {
    for (int life = 1; life <= LIVES; life++) {
      int time = life == 1 ? 1 + random.nextInt(2) : 1;
      send();
      Path last = Files.createTempFile(folder, "last", null);
      JarProcess siteDrop =
          start("-Dcrash.at=" + moment, "-Dcrash.time=" + time, "-Dcrash.last=" + last);
      await().atMost(PATIENCE).until(() -> !siteDrop.isAlive() || isFiledAndAnswered());
      if (!siteDrop.isAlive()) {
        assertThat(siteDrop.awaitExit()).as("how it ended").isEqualTo(CrashPoints.KILLED);
        perhapsUnanswered += Files.readAllLines(last).contains(NOTED) ? 1 : 0;
        return true;
      }
      siteDrop.close();
    }
    return false;
  }

  /** As soon as the answer to the only mail is there, whatever of it is written down. */
  private void crashWhenAnswered() throws Exception {
    try (JarProcess siteDrop = start().awaitReady()) {
      awaitFiledAndAnswered();
      int before = answers();
      mails++;
      accidents++;
      host.deliver(Mails.fromAnn("[42 accident] alone").text("Nobody saw it.").bytes());
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> answers() > before);
      siteDrop.kill();
    }
  }

  private boolean isFiledAndAnswered() {
    return host.count("INBOX") == 0
        && host.count("Accepted") == 0
        && host.count("Delivered") == mails
        && answers() >= mails - perhapsUnanswered;
  }

  private int answers() {
    return host.answersTo(Mails.ANN).size();
  }

  private void awaitFiledAndAnswered() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(host.count("Delivered")).as("filed").isEqualTo(mails);
              assertThat(answers()).as("answers").isGreaterThanOrEqualTo(mails - perhapsUnanswered);
              assertThat(isFiledAndAnswered()).as("filed and answered").isTrue();
            });
  }

  private void settleTheAccount() throws MessagingException {
    JsonNode account = new SandboxView(procore.port()).account();
    assertThat(account.path("image_count").asInt()).as("images").isEqualTo(2 * batch);
    assertThat(account.path("accident_log_count").asInt()).as("accident logs").isEqualTo(accidents);
    assertThat(contents().keySet()).isEqualTo(sent);
    assertThat(contents().values()).containsOnly(1);
    assertThat(host.count("Failed") + host.count("Rejected")).isZero();
    List<String> answered = new ArrayList<>();
    for (MimeMessage answer : host.answersTo(Mails.ANN)) {
      answered.add(answer.getSubject());
    }
    assertThat(answered).as("answers").doesNotHaveDuplicates();
    assertThat(answered).as("answers").hasSizeBetween(mails - perhapsUnanswered, mails);
  }

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
