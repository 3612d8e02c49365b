package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.ledger.view.RefusalFilter;
import dev.sitedrop.ledger.view.RefusalList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What rules make of mails, from the settings to what Procore shows. */
@SiteDropTest
@TestPropertySource(
    properties = {
      "intake.rules[0].when.subject=near miss",
      "intake.rules[0].when.sender=builders.example",
      "intake.rules[0].then.target=accident_logs",
      "intake.rules[0].then.project=120",
      "intake.rules[1].when.content-type=application/pdf",
      "intake.rules[1].when.source=site-mail",
      "intake.rules[1].then.refuse=Send plans to the office.",
      "intake.rules[2].when.subject=/^ground|level \\\\d/",
      "intake.rules[2].then.project=122",
      "intake.rules[2].then.target=images",
      "intake.rules[2].then.fields.starred=true",
    })
class MailRulesTest {
  private static final MailHost HOST = new MailHost();

  @LocalServerPort private int port;
  @Autowired private RefusalList refusals;

  @DynamicPropertySource
  static void mailbox(DynamicPropertyRegistry registry) {
    MailRoutes.only(HOST, registry);
  }

  @AfterAll
  static void stop() {
    HOST.close();
  }

  private List<JsonNode> images(int project) {
    return new SandboxView(port).images(project);
  }

  private List<JsonNode> logs(int project) {
    return new SandboxView(port).accidentLogs(project);
  }

  @Test
  void aRuleMakesOneAccidentLogOfAllFilesOfAMail() {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("Near miss at the lift")
            .text("A hook swung.")
            .attach("lift.jpg", "image/jpeg", Samples.jpeg(30_000, 120))
            .attach("report.pdf", "application/pdf", Samples.bytes("incident-report.pdf"))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(logs(120))
        .filteredOn(log -> log.path("attachments").size() == 2)
        .singleElement()
        .extracting(log -> log.path("comments").asText())
        .isEqualTo("Near miss at the lift\n\nA hook swung.");
  }

  @Test
  void whatAMailSaysByNameWinsOverARule() {
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("[121 images] Near miss")
            .attach("hook.jpg", "image/jpeg", Samples.jpeg(30_000, 121))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(images(121)).hasSize(1);
    assertThat(logs(121)).isEmpty();
  }

  @Test
  void aRuleWinsOverAKeywordAndOtherFilesOfAMailGoTheirOwnWay() {
    String bea = "bea@builders.example";
    int before = HOST.count("Failed");
    HOST.deliver(
        Mails.from(bea, "Ground floor, no accident")
            .attach("floor.jpg", "image/jpeg", Samples.jpeg(30_000, 122))
            .attach("plan.pdf", "application/pdf", Samples.bytes("incident-report.pdf"))
            .attach("door.jpg", "image/jpeg", Samples.jpeg(30_000, 123))
            .bytes());

    HOST.awaitCount("Failed", before + 1);
    assertThat(images(122))
        .hasSize(2)
        .allSatisfy(image -> assertThat(image.path("starred").asBoolean()).isTrue())
        .allSatisfy(
            image ->
                assertThat(image.path("description").asText())
                    .isEqualTo("Ground floor, no accident"));
    assertThat(MailHost.text(HOST.answerTo(bea)))
        .contains("- plan.pdf\n  Send plans to the office (rule 2)")
        .contains("floor.jpg is image", " of project 122 by rule 3\n");
  }

  @Test
  void aRuleMakesAnAccidentOfAMailWithoutAFile() {
    int before = HOST.count("Delivered");
    HOST.deliver(Mails.fromAnn("Near miss at the gate").text("A lorry reversed.").bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(logs(120))
        .anySatisfy(
            log ->
                assertThat(log.path("comments").asText())
                    .isEqualTo("Near miss at the gate\n\nA lorry reversed."));
  }

  @Test
  void aMailThatNeitherNamesAProjectNorHasARuleIsRefused() {
    String dan = "dan@builders.example";
    HOST.deliver(
        Mails.from(dan, "Roof")
            .attach("roof.jpg", "image/jpeg", Samples.jpeg(30_000, 124))
            .bytes());

    String answer = MailHost.text(HOST.answerTo(dan));
    assertThat(answer).contains("It names no project");
    assertThat(refusals.find(new RefusalFilter(null, dan, null, null), null, 10).refusals())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(answer.replaceAll("\\s+", " ")).contains(one.reason());
              assertThat(one.whereabouts())
                  .isEqualTo(
                      "Its sender is told by mail. The mail is in the mailbox's folder Failed once"
                          + " all of it is decided.");
            });
  }
}
