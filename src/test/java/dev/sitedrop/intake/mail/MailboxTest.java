package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** From a mail that is sent to what Procore shows, and to the answer. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class MailboxTest {
  private static final MailHost HOST = new MailHost();

  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  @DynamicPropertySource
  static void mailbox(DynamicPropertyRegistry registry) {
    MailRoutes.only(HOST, registry);
    registry.add("intake.time-zone", () -> "Europe/Berlin");
  }

  @AfterAll
  static void stop() {
    HOST.close();
  }

  /** What one test leaves under way would be counted by the next. */
  @AfterEach
  void untilAllIsFiled() {
    HOST.awaitCount("INBOX", 0);
    HOST.awaitCount("Accepted", 0);
  }

  private List<JsonNode> images(int project) {
    return new SandboxView(port).images(project);
  }

  private List<JsonNode> logs(int project) {
    return new SandboxView(port).accidentLogs(project);
  }

  @Test
  void aPhotoMailBecomesOneImageAPicture() {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("[101] North façade")
            .text("Level 3 is done.\n\n-- \nAnn\nBuilders Ltd")
            .attach("crane.jpg", "image/jpeg", Samples.jpeg(30_000, 1))
            .attach("IMG_2041.HEIC", "application/octet-stream", Samples.bytes("IMG_2041.HEIC"))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(HOST.count("INBOX")).isZero();
    assertThat(images(101))
        .extracting(image -> image.path("image_name").asText())
        .containsExactlyInAnyOrder("crane.jpg", "IMG_2041.HEIC");
    assertThat(images(101))
        .allSatisfy(
            image ->
                assertThat(image.path("description").asText())
                    .isEqualTo("North façade\n\nLevel 3 is done."));
  }

  @Test
  void anAccidentMailBecomesOneLogWithAllItsFiles() {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("Accident on level 2 [102]")
            .text("A pallet fell.\nDate: 2026-05-05\nTime: 10:15\n\nOn Wed, Bob wrote:\n> hello\n")
            .attach("crane.jpg", "image/jpeg", Samples.jpeg(30_000, 2))
            .attach("report.pdf", "application/pdf", Samples.bytes("incident-report.pdf"))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(logs(102)).hasSize(1);
    JsonNode log = logs(102).get(0);
    assertThat(log.path("attachments")).hasSize(2);
    assertThat(log.path("date").asText()).isEqualTo("2026-05-05");
    assertThat(log.path("time_hour").asInt()).isEqualTo(10);
    assertThat(log.path("time_minute").asInt()).isEqualTo(15);
    assertThat(log.path("comments").asText())
        .startsWith("Accident on level 2\n\nA pallet fell.")
        .doesNotContain("Bob", "hello");
    assertThat(images(102)).isEmpty();
  }

  @Test
  void withoutALineOfItsOwnTheTimeIsThatOfTheMailAtTheSite() {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("[103 accident] Slip")
            .attach("slip.jpg", "image/jpeg", Samples.jpeg(3_000, 3))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(logs(103).get(0).path("date").asText()).isEqualTo("2026-05-06");
    assertThat(logs(103).get(0).path("time_hour").asInt()).isEqualTo(10);
  }

  @Test
  void aMailWhoseClockWasNotSetIsOfItsArrival() {
    int before = HOST.count("Delivered");
    LocalDate day = LocalDate.now();
    HOST.deliver(
        Mails.fromAnn("[123 accident] Fall")
            .header("Date", "Thu, 01 Jan 1970 00:00:00 +0000")
            .attach("fall.jpg", "image/jpeg", Samples.jpeg(3_000, 123))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(LocalDate.parse(logs(123).get(0).path("date").asText()))
        .isBetween(day.minusDays(1), day.plusDays(2)); // at the site
  }

  @Test
  void ofAMailWhoseClockWasNotSetThePhotoKnowsTheDay() {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("[124 accident] Fall")
            .header("Date", "Tue, 06 May 2098 00:00:00 +0000")
            .attach("crane.jpg", "image/jpeg", Samples.bytes("crane.jpg"))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(logs(124).get(0).path("date").asText()).isEqualTo("2026-05-06");
    assertThat(logs(124).get(0).path("time_hour").asInt()).isEqualTo(10);
    assertThat(logs(124).get(0).path("time_minute").asInt()).isEqualTo(15);
  }

  @Test
  void theSenderIsAnsweredOnceInTheSameThread() throws Exception {
    String carl = "carl@builders.example";
    HOST.deliver(
        Mails.from(carl, "[104] Two files")
            .header("References", "<first@builders.example>")
            .attach("good.jpg", "image/jpeg", Samples.jpeg(3_000, 4))
            .attach("plan.pdf", "application/pdf", Samples.bytes("incident-report.pdf"))
            .bytes());

    MimeMessage answer = HOST.answerTo(carl);
    HOST.awaitCount("INBOX", 0);
    assertThat(answer.getSubject()).isEqualTo("Re: [104] Two files");
    assertThat(answer.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(answer.getHeader("References", " "))
        .contains("<first@builders.example>")
        .endsWith(answer.getHeader("In-Reply-To", ""));
    assertThat(MailHost.text(answer))
        .contains("good.jpg is image", "of project 104", "http://127.0.0.1:")
        .contains("Not in Procore:", "plan.pdf is no picture but application/pdf")
        .contains("write accident into the subject", "What to do:");
    await()
        .during(Duration.ofSeconds(1))
        .until(() -> HOST.answersTo(carl).size() == 1 && HOST.count("Failed") >= 1);
  }

  @Test
  void whoMayNotSendIsMovedToRejectedAndNotAnswered(CapturedOutput output) {
    HOST.deliver(
        Mails.from("eve@evil.example", "[105] x")
            .attach("x.jpg", "image/jpeg", Samples.jpeg(3_000, 5))
            .bytes());

    HOST.awaitCount("Rejected", 1);
    assertThat(images(105)).isEmpty();
    assertThat(HOST.answersTo("eve@evil.example")).isEmpty();
    assertThat(output).contains("Rejected: a mail from eve@evil.example");
  }

  /** Its sender hears nothing of it, but whoever looks for a file can find it in the log. */
  @Test
  void whatIsNobodysFileIsNamedInTheLog(CapturedOutput output) {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.from("fay@builders.example", "[111] Litter")
            .attach("a.jpg", "image/jpeg", Samples.jpeg(3_000, 111))
            .attach("Thumbs.db", "application/octet-stream", new byte[] {1})
            .attach("smime.p7s", "application/pkcs7-signature", new byte[] {1})
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(output)
        .contains(
            "Left out of a mail from fay@builders.example: Thumbs.db is a file that systems or"
                + " programs leave beside others; smime.p7s is for mail programs, and not for"
                + " people");
    assertThat(MailHost.text(HOST.answerTo("fay@builders.example"))).doesNotContain("Thumbs");
  }

  @Test
  void theSameMailTwiceIsHandledOnce() {
    int before = HOST.count("Delivered");
    String dora = "dora@builders.example";
    byte[] mail =
        Mails.from(dora, "[106] Twice")
            .attach("t.jpg", "image/jpeg", Samples.jpeg(3_000, 6))
            .bytes();
    HOST.deliver(mail);
    HOST.deliver(mail);
    HOST.awaitCount("Delivered", before + 2);
    HOST.deliver(mail);
    HOST.awaitCount("Delivered", before + 3);

    assertThat(images(106)).hasSize(1);
    assertThat(HOST.answersTo(dora)).hasSize(1);
  }

  @Test
  void twoMailsWithOneMessageIdAreBothDelivered() {
    int before = HOST.count("Delivered");
    String mail =
        new String(
                Mails.fromAnn("[107] One")
                    .attach("a.jpg", "image/jpeg", Samples.jpeg(3_000, 7))
                    .bytes(),
                java.nio.charset.StandardCharsets.ISO_8859_1)
            .replaceAll("Message-ID: .*", "Message-ID: <forged@builders.example>");
    String other =
        new String(
                Mails.fromAnn("[107] One")
                    .attach("b.jpg", "image/jpeg", Samples.jpeg(3_000, 8))
                    .bytes(),
                java.nio.charset.StandardCharsets.ISO_8859_1)
            .replaceAll("Message-ID: .*", "Message-ID: <forged@builders.example>");
    HOST.deliver(mail);
    HOST.deliver(other);

    HOST.awaitCount("Delivered", before + 2);
    assertThat(images(107)).hasSize(2);
  }

  @Test
  void aRefusedMailThatIsPutBackIsTriedAgain() {
    String emma = "emma@builders.example";
    int before = HOST.count("Failed");
    HOST.deliver(
        Mails.from(emma, "no project")
            .attach("p.jpg", "image/jpeg", Samples.jpeg(3_000, 9))
            .bytes());
    assertThat(MailHost.text(HOST.answerTo(emma))).contains("It names no project");
    HOST.awaitCount("Failed", before + 1);

    HOST.putBack("Failed");
    await().atMost(Duration.ofSeconds(30)).until(() -> HOST.answersTo(emma).size() == 2);
    HOST.awaitCount("INBOX", 0);
  }

  @Test
  void headersOfAMailNeverSteerARoute() {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("[108] Headers")
            .header("CamelHttpUri", "http://127.0.0.1:1/")
            .header("CamelHttpMethod", "DELETE")
            .header("Authorization", "Bearer of-the-mail")
            .header("CamelFileName", "../../etc/passwd")
            .attach("../../h.jpg", "image/jpeg", Samples.jpeg(3_000, 10))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(images(108).get(0).path("image_name").asText()).isEqualTo("h.jpg");
  }

  @Test
  void aMalformedMailIsSetAsideAndHoldsBackNobody() {
    int failed = HOST.count("Failed");
    int delivered = HOST.count("Delivered");
    StringBuilder deep = new StringBuilder("From: ann@builders.example\nSubject: [109] deep\n");
    for (int i = 0; i < 1000; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\n\n--b")
          .append(i)
          .append("\n");
    }
    HOST.deliver(deep.append("Content-Type: image/jpeg\n\nx\n").toString());
    HOST.deliver(
        Mails.fromAnn("[109] good")
            .attach("after.jpg", "image/jpeg", Samples.jpeg(3_000, 11))
            .bytes());

    HOST.awaitCount("Failed", failed + 1);
    HOST.awaitCount("Delivered", delivered + 1);
    assertThat(images(109)).hasSize(1);
  }

  @Test
  void nothingOfAMailIsLeftOnTheDiskAndItIsNotMarkedAsRead(CapturedOutput output) throws Exception {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("[110] Clean")
            .text("a text that nobody may log")
            .attach("c.jpg", "image/jpeg", Samples.jpeg(3_000, 12))
            .bytes());
    HOST.awaitCount("Delivered", before + 1);
    await().atMost(Duration.ofSeconds(30)).until(() -> images(110).size() == 1);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              try (Stream<Path> left = Files.walk(home.resolve("mail"))) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
              }
            });
    assertThat(HOST.isSeen("Delivered")).isFalse();
    assertThat(output.getAll()).doesNotContain("nobody may log", MailHost.PASSWORD);
  }
}
