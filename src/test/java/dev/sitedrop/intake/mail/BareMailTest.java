package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Faults;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Mails without a file: accidents that are only told of, and what is no report of one. */
@SiteDropTest
@Import(Faults.class)
class BareMailTest {
  private static final MailHost HOST = new MailHost();
  private static final String CREATE = "POST .*/accident_logs";
  private static final String TOLD = "Time: 10:15\nHe is in hospital.";

  private static int nextProject = 500;

  @Autowired private Faults faults;
  @LocalServerPort private int port;
  private int project;

  @DynamicPropertySource
  static void mailbox(DynamicPropertyRegistry registry) {
    MailRoutes.only(HOST, registry);
    registry.add("intake.time-zone", () -> "Europe/Berlin");
  }

  @AfterAll
  static void stop() {
    HOST.close();
  }

  @BeforeEach
  void ownProject() {
    project = nextProject++;
  }

  private List<JsonNode> logs() {
    return new SandboxView(port).accidentLogs(project);
  }

  private Mails report() {
    return Mails.fromAnn("[" + project + " accident] Worker slipped").text(TOLD);
  }

  private JsonNode delivered(Mails mail) {
    int before = HOST.count("Delivered");
    HOST.deliver(mail.bytes());
    HOST.awaitCount("Delivered", before + 1);
    assertThat(logs()).hasSize(1);
    return logs().get(0);
  }

  @Test
  void anAccidentThatIsOnlyToldOfBecomesALogWithoutFiles() {
    String gus = "gus@builders.example";
    JsonNode log =
        delivered(Mails.from(gus, "[" + project + " accident] Worker slipped").text(TOLD));

    assertThat(log.path("attachments")).isEmpty();
    assertThat(log.path("comments").asText()).isEqualTo("Worker slipped\n\n" + TOLD);
    assertThat(log.path("date").asText()).isEqualTo("2026-05-06");
    assertThat(log.path("time_hour").asInt()).isEqualTo(10);
    assertThat(log.path("time_minute").asInt()).isEqualTo(15);
    assertThat(MailHost.text(HOST.answerTo(gus)))
        .contains(
            "- your mail is accident log " + log.path("id").asText() + " of project " + project);
  }

  @Test
  void aSubjectIsEnoughOfAReport() {
    JsonNode log =
        delivered(Mails.fromAnn("[" + project + " accident] Worker slipped, Time: 7:05").text(""));

    assertThat(log.path("comments").asText()).isEqualTo("Worker slipped, Time: 7:05");
    assertThat(log.path("time_hour").asInt()).isEqualTo(7);
    assertThat(log.path("time_minute").asInt()).isEqualTo(5);
  }

  @Test
  void theSameReportTwiceMakesOneLogAndAnotherAccidentASecond() {
    int before = HOST.count("Delivered");
    HOST.deliver(report().header("Message-ID", "<one@builders.example>").bytes());
    HOST.deliver(report().header("Message-ID", "<two@builders.example>").bytes());
    HOST.deliver(
        Mails.fromAnn("[" + project + " accident] Worker slipped").text("Time: 16:40").bytes());
    HOST.awaitCount("Delivered", before + 3);

    assertThat(logs())
        .extracting(log -> log.path("time_hour").asInt())
        .containsExactlyInAnyOrder(10, 16);
  }

  @ParameterizedTest(name = "answered: {0}")
  @ValueSource(strings = {"<html>Bad gateway</html>", "", "{}", "{\"id\":", "[1]", "null"})
  void aLogWhoseAnswerWasLostIsFoundByWhatItSays(String answer) {
    faults.loseAnswer(CREATE, 1, answer.startsWith("<") ? 502 : 201, answer);

    delivered(report());
  }

  @Test
  void aLogThatWasNotMadeIsSentAgain() {
    faults.refuse(CREATE, 2, 504, Map.of(), "");

    delivered(report());
  }

  @Test
  void twoReportsOfOneMinuteWhoseAnswersWereLostAreBothFound() {
    int before = HOST.count("Delivered");
    faults.loseAnswer(CREATE, 2, 502, "");
    HOST.deliver(report().bytes());
    HOST.deliver(Mails.fromAnn("[" + project + " accident] Hook fell").text("Time: 10:15").bytes());

    HOST.awaitCount("Delivered", before + 2);
    assertThat(logs()).hasSize(2);
  }

  /** It may be this one, edited since, or another accident. */
  @ParameterizedTest(name = "{0} at {1}:{2}")
  @CsvSource({"Somebody slipped,10,15", "'Worker slipped Time: 10:15 He is in hospital.',11,15"})
  void whatCannotBeToldIsForAPersonToDecide(String comments, int hour, int minute) {
    String ida = "ida" + project + "@builders.example";
    int before = HOST.count("Failed");
    new SandboxView(port)
        .writeAccidentLog(
            project,
            String.format(
                "{\"comments\":\"%s\",\"date\":\"2026-05-06\",\"time_hour\":%d,\"time_minute\":%d}",
                comments, hour, minute));
    faults.refuse(CREATE, 1, 502, Map.of(), "");
    HOST.deliver(Mails.from(ida, "[" + project + " accident] Worker slipped").text(TOLD).bytes());

    HOST.awaitCount("Failed", before + 1);
    assertThat(logs()).hasSize(1);
    assertThat(MailHost.text(HOST.answerTo(ida)))
        .contains("It may be in Procore already", logs().get(0).path("id").asText())
        .contains("Only if it is not there, have it sent again from SiteDrop's console");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[510] Roof             | x: y                          | It holds no file. Attach the",
        "[510 accident]         | x: y                          | does not say what happened",
        "Re: [510 accident] Fall| In-Reply-To: <a@site.example> | answers another mail",
        "RE: [510 accident] Fall| References: <a@site.example>  | answers another mail",
        "Accident on the roof   | x: y                          | It names no project",
      })
  void whatIsNoReportOfAnAccidentIsRefused(String subject, String header, String told) {
    String jo = "jo" + Math.abs((subject + header).hashCode()) + "@builders.example";
    String[] named = header.split(": ");
    HOST.deliver(Mails.from(jo, subject).header(named[0], named[1]).text("\n").bytes());

    assertThat(MailHost.text(HOST.answerTo(jo))).contains("- your mail\n", told);
    assertThat(new SandboxView(port).accidentLogs(510)).isEmpty();
  }

  @Test
  void aMailThatOnlyLinksToItsPhotosIsToldSo() {
    String lee = "lee@builders.example";
    HOST.deliver(
        Mails.from(lee, "[510] Roof")
            .text("Click to Download\nhttps://www.icloud.com/attachment/?u=x&f=Images.zip\n")
            .bytes());

    assertThat(MailHost.text(HOST.answerTo(lee)))
        .contains("It holds no file, but a link to files at iCloud Mail Drop");
  }

  @Test
  void whoIsOnHolidayReportsNoAccident() {
    int before = HOST.count("Failed");
    HOST.deliver(
        Mails.from("kim@builders.example", "Automatic reply: [510 accident] Fall")
            .header("Auto-Submitted", "auto-replied")
            .text("I am away until Monday.")
            .bytes());

    HOST.awaitCount("Failed", before + 1);
    assertThat(new SandboxView(port).accidentLogs(510)).isEmpty();
    await()
        .during(Duration.ofMillis(500))
        .until(() -> HOST.answersTo("kim@builders.example").isEmpty());
  }
}
