package dev.sitedrop.signals.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sitedrop.Faults;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.signals.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What a chat and a mailbox get when something has failed, or nothing moves. */
@SiteDropTest
@TestPropertySource(
    properties = {
      "alert.mail-to=boss@example.com, site@example.com",
      "alert.at-most-every=2s",
      "alert.stalled-after=6s",
      "alert.smtp.host=127.0.0.1",
      "alert.smtp.security=none",
      "alert.smtp.user=sitedrop@example.com",
      "alert.smtp.password=hush"
    })
@Import(Faults.class)
@ExtendWith(OutputCaptureExtension.class)
class AlertsTest {
  private static final String SECRET = "/services/T0/B0/secret";
  private static final String ANY_CALL = "(POST|PATCH|GET|PUT) /(rest|storage)/.*";
  private static final String IMAGE = "POST /rest/v1.0/images";
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Receiver CHAT = Receiver.start();
  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private static long nextProject = 100;

  @Autowired private Faults faults;

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox inbox;
  private long project;
  private int before;

  @DynamicPropertySource
  static void receivers(DynamicPropertyRegistry settings) {
    MAIL.start();
    MAIL.setUser("sitedrop@example.com", "hush");
    settings.add("alert.webhook", () -> CHAT.url(SECRET));
    settings.add("alert.smtp.port", () -> MAIL.getSmtp().getPort());
  }

  @AfterAll
  static void stop() {
    CHAT.close();
    MAIL.stop();
  }

  @BeforeEach
  void ownProject() {
    inbox = new Inbox(home);
    project = nextProject++;
    before = CHAT.bodies().size();
  }

  @AfterEach
  void allIsWell() {
    CHAT.answer(200);
    CHAT.goOn();
    faults.clear();
    inbox.awaitEmpty();
  }

  private List<JsonNode> alerts(String kind) {
    return CHAT.bodies().stream()
        .skip(before)
        .map(AlertsTest::json)
        .filter(alert -> alert.path("kind").asText().equals(kind))
        .toList();
  }

  private static JsonNode json(byte[] body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fail(String... names) {
    faults.refuse(IMAGE, names.length, 422, Map.of(), "{\"message\":\"No @channel\"}");
    for (String name : names) {
      inbox.drop(project + "/images/" + name, Samples.jpeg(4000, project + name.hashCode()));
    }
    for (String name : names) {
      inbox.reason(project + "/images", name);
    }
  }

  @Test
  void failuresAreSummedUpForChatAndMail() {
    fail("a<!channel>.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg", "g.jpg");

    await()
        .atMost(PATIENCE)
        .until(() -> alerts("failed").stream().mapToLong(a -> a.path("count").asLong()).sum() == 7);
    JsonNode alert = alerts("failed").get(0);
    assertThat(alert.path("text").asText())
        .matches("SiteDrop: \\d deliver(y has|ies have) failed since \\d\\d:\\d\\d: .*")
        .contains("(project " + project + "): Procore answered 422 (No @ channel)");
    assertThat(CHAT.bodies()).extracting(String::new).noneMatch(body -> body.contains("<!"));
    assertThat(alert.path("company").asText()).isEqualTo("company 1");
    assertThat(alert.at("/deliveries/0/id").asText()).matches("[0-9a-f-]{36}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(MAIL.getReceivedMessages())
                    .filteredOn(mail -> GreenMailUtil.getBody(mail).contains("project " + project))
                    .extracting(mail -> mail.getAllRecipients()[0].toString())
                    .contains("boss@example.com", "site@example.com"));
  }

  @Test
  void aWebhookThatFailsIsNamedWithoutItsSecret(CapturedOutput output) {
    CHAT.answer(500);
    fail("again.jpg");

    String told = "An alert could not be sent to the webhook at 127.0.0.1: it answered 500";
    await().atMost(PATIENCE).until(() -> output.toString().contains(told));
    assertThat(output).doesNotContain("T0/B0").doesNotContain("hush");
  }

  @Test
  void aWebhookThatHangsHoldsNobodyUp() {
    CHAT.hang();
    fail("hanging.jpg");
    await().atMost(PATIENCE).until(() -> alerts("failed").size() == 1);

    inbox.drop(project + "/images/good.jpg", Samples.jpeg(4010, project));

    inbox.receipt(project + "/images", "good.jpg");
  }

  @Test
  void aSourceThatCannotBeLookedIntoIsToldOnceAndThatItCanAgain() throws IOException {
    Path away = home.resolve("away");
    Files.move(home.resolve("inbox"), away);
    try {
      await().atMost(PATIENCE).until(() -> !alerts("source").isEmpty());
    } finally {
      Files.move(away, home.resolve("inbox"));
    }

    assertThat(alerts("source").get(0).path("text").asText())
        .contains("the source inbox cannot be looked into since")
        .contains("it is not there");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                alerts("moving").stream()
                    .anyMatch(a -> a.path("text").asText().contains("the source inbox can be")));
    assertThat(alerts("source")).hasSize(1);
  }

  @Test
  void thatNothingMovesIsToldOnceAndThatItGoesOn() {
    faults.refuse(ANY_CALL, 10_000, 500, Map.of(), "");
    inbox.drop(project + "/images/stuck.jpg", Samples.jpeg(4011, project));

    await().atMost(PATIENCE).until(() -> !alerts("stalled").isEmpty());
    JsonNode alert = alerts("stalled").get(0);
    assertThat(alert.path("text").asText())
        .contains("Procore is not responding. Nothing has moved since")
        .contains("1 delivery waits: stuck.jpg (project " + project + "): Procore answered 500");

    faults.clear();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                alerts("moving").stream()
                    .anyMatch(a -> a.path("text").asText().contains("deliveries go on")));
    assertThat(alerts("stalled")).hasSize(1);
  }
}
