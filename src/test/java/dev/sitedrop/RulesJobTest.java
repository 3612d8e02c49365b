package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What rules make of dropped files, from the settings to what Procore shows. */
@SiteDropTest
@Import(Faults.class)
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {
      "intake.rules[0].when.content-type=application/zip",
      "intake.rules[0].then.refuse=Unpack it.",
      "intake.rules[1].when.source=inbox",
      "intake.rules[1].when.path=scans/**, */plans/**",
      "intake.rules[1].then.target=accident_logs",
      "intake.rules[1].then.project=61",
      "intake.rules[1].then.fields.involved_company=Scaffold Ltd",
      "intake.rules[2].when.content-type=image/*",
      "intake.rules[2].when.max-size=50KB",
      "intake.rules[2].then.fields.image_category_id=7",
      "intake.rules[2].then.fields.mt_location[0]=Building 1",
      "intake.rules[2].then.fields.private=true",
      "intake.rules[2].then.fields.trade_ids[0]=4",
      "intake.rules[2].then.fields.trade_ids[1]=5",
      "intake.rules[2].then.fields.comments=A photo",
      "intake.rules[3].when.source=phones",
      "intake.rules[3].then.project=62",
      "intake.rules[4].when.path=67/**, 68/**",
      "intake.rules[4].then.fields.image_category_id=Façade",
    })
class RulesJobTest {
  private static final byte[] ZIP = zip();

  private static byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.txt"));
      zip.write("what happened".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Autowired private Faults faults;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox inbox;
  private SandboxView sandbox;

  @BeforeEach
  void look() {
    inbox = new Inbox(home);
    sandbox = new SandboxView(port);
  }

  private JsonNode image(JsonNode receipt) {
    return sandbox.images().stream()
        .filter(image -> image.path("id").equals(receipt.at("/procore/id")))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode accidentLog(JsonNode receipt) {
    return sandbox.accidentLogs().stream()
        .filter(log -> log.path("id").equals(receipt.at("/procore/id")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRuleGivesTheFieldsThatTheSenderDoesNot(CapturedOutput output) {
    inbox.drop("60/images/a.jpg", Samples.jpeg(1000, 60));
    inbox.drop("60/images/b.jpg.yaml", "image_category_id: 8\nlocation_id: 9\nprivate: false\n");
    inbox.drop("60/images/b.jpg", Samples.jpeg(1000, 61));

    assertThat(inbox.receipt("60/images", "a.jpg").path("rule").asInt()).isEqualTo(3);
    JsonNode byRule = image(inbox.receipt("60/images", "a.jpg"));
    assertThat(byRule.path("image_category_id").asInt()).isEqualTo(7);
    assertThat(byRule.path("mt_location").toString()).isEqualTo("[\"Building 1\"]");
    assertThat(byRule.path("private").asBoolean()).isTrue();
    assertThat(byRule.path("trade_ids").toString()).isEqualTo("[4,5]");
    JsonNode bySender = image(inbox.receipt("60/images", "b.jpg"));
    assertThat(bySender.path("image_category_id").asInt()).isEqualTo(8);
    assertThat(bySender.path("location_id").asInt()).isEqualTo(9);
    assertThat(bySender.path("private").asBoolean()).isFalse();
    assertThat(bySender.path("trade_ids").toString()).isEqualTo("[4,5]");
    assertThat(bySender.hasNonNull("mt_location")).isFalse();
    assertThat(output).contains("By rule 3: 60/images/a.jpg goes to project 60 as an image");
  }

  @Test
  void aRuleSendsWhatDoesNotSayWhereItBelongs() {
    inbox.drop("scans/report.pdf", Samples.bytes("incident-report.pdf"));
    inbox.drop("63/plans/site-plan.png", Samples.bytes("site-plan.png"));
    inbox.drop("64/images/plans/crane.jpg", Samples.bytes("crane.jpg"));

    JsonNode scanned = accidentLog(inbox.receipt("scans/accident_logs", "report.pdf"));
    assertThat(scanned.path("project_id").asInt()).isEqualTo(61);
    assertThat(scanned.path("involved_company").asText()).isEqualTo("Scaffold Ltd");
    JsonNode plan = accidentLog(inbox.receipt("63/accident_logs", "site-plan.png"));
    assertThat(plan.path("project_id").asInt()).as("as its folder says").isEqualTo(63);
    JsonNode crane = image(inbox.receipt("64/images", "crane.jpg"));
    assertThat(crane.path("project_id").asInt()).isEqualTo(64);
  }

  @Test
  void aRuleRefusesWithItsMessage() {
    inbox.drop("65/accident_logs/all.zip", ZIP);

    assertThat(inbox.reason("65/accident_logs", "all.zip")).contains("Why: Unpack it (rule 1).");
  }

  @Test
  void aReceiptOrReasonNamesTheRuleThatWasUsed() {
    faults.refuse("POST .*/accident_logs", 1, 422, Map.of(), "{\"message\":\"No\"}");
    inbox.drop("scans/page.png", Samples.bytes("site-plan.png"));
    assertThat(inbox.reason("scans/accident_logs", "page.png"))
        .contains("By rule 2 it went to project 61 as an accident log.");

    inbox.drop("scans/page.png", Samples.bytes("site-plan.png"));
    assertThat(inbox.receipt("scans/accident_logs", "page.png").path("rule").asInt()).isEqualTo(2);

    inbox.drop("69/images/without.jpg", Samples.jpeg(60_000, 69));
    assertThat(inbox.receipt("69/images", "without.jpg").has("rule")).isFalse();
  }

  /** So that a change of the rules delivers nothing twice. */
  @Test
  void whatARuleSaysOfAnAccidentIsNoPartOfWhatItIsKnownBy() {
    byte[] photo = Samples.jpeg(1000, 66);
    inbox.drop("66/accident_logs/a.jpg", photo);
    JsonNode first = inbox.receipt("66/accident_logs", "a.jpg");
    assertThat(accidentLog(first).path("comments").asText()).isEqualTo("A photo");

    inbox.drop("66/plans/b.jpg", photo);

    JsonNode byAnotherRule = inbox.receipt("66/accident_logs", "b.jpg");
    assertThat(byAnotherRule.path("duplicate").asBoolean()).isTrue();
    assertThat(byAnotherRule.at("/procore/id")).isEqualTo(first.at("/procore/id"));
  }

  @Test
  void anAlbumIsFoundByItsName() {
    long album = sandbox.makeAlbum(67, "façade");
    inbox.drop("67/images/a.jpg", Samples.jpeg(60_000, 67));
    inbox.drop("68/images/b.jpg", Samples.jpeg(60_000, 68));

    JsonNode image = image(inbox.receipt("67/images", "a.jpg"));
    assertThat(image.path("image_category_id").asLong()).isEqualTo(album);
    assertThat(inbox.reason("68/images", "b.jpg"))
        .contains("It is for the album 'Façade' (rule 5), and project 68 shows no album of this");
  }

  @Test
  void aRuleForASourceThatIsNotThereIsNamed(CapturedOutput output) {
    assertThat(output)
        .contains("Rule 4 is for the source phones, and there is none of this name now, but inbox");
  }
}
