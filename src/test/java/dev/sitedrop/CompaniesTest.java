package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.intake.mail.MailHost;
import dev.sitedrop.intake.mail.MailRoutes;
import dev.sitedrop.intake.mail.Mails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Two companies in one installation, each with a Procore of its own. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {
      "intake.rules[0].when.path=71/**",
      "intake.rules[0].then.fields.image_category_id=Facade"
    })
class CompaniesTest {
  private static final SandboxServer NORTH = SandboxServer.start("north", 7);
  private static final SandboxServer SOUTH = SandboxServer.start("south", 8);
  private static final MailHost HOST = new MailHost();
  private static final Path ROUTES = CompanySources.copyFor("north", "south");

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox north;
  private Inbox south;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    Map<String, String> mailbox = MailRoutes.parameters(HOST);
    mailbox.put("company", "south");
    MailRoutes.write(ROUTES, mailbox);
    registry.add("sitedrop.routes", ROUTES::toString);
    registry.add("site.mail.password", () -> MailHost.PASSWORD);
    NORTH.register(registry, 7);
    SOUTH.register(registry, 8);
  }

  @BeforeEach
  void look() {
    north = new Inbox(home.resolve("north"));
    south = new Inbox(home.resolve("south"));
  }

  @AfterAll
  static void stop() {
    HOST.close();
    NORTH.close();
    SOUTH.close();
  }

  private static List<JsonNode> images(SandboxServer company, int project) {
    return company.view().images().stream()
        .filter(image -> image.path("project_id").asInt() == project)
        .toList();
  }

  @Test
  void aFolderDeliversToItsCompanyAndTheSamePhotoToTwoIsTwoImages(CapturedOutput output) {
    north.drop("42/images/crane.jpg", Samples.bytes("crane.jpg"));
    JsonNode first = north.receipt("42/images", "crane.jpg");
    south.drop("42/images/crane.jpg", Samples.bytes("crane.jpg"));
    JsonNode second = south.receipt("42/images", "crane.jpg");

    for (SandboxServer company : List.of(NORTH, SOUTH)) {
      assertThat(images(company, 42))
          .filteredOn(one -> one.path("image_name").asText().equals("crane.jpg"))
          .hasSize(1);
    }
    assertThat(first.at("/procore/destination").asText()).isEqualTo(NORTH.origin() + ", company 7");
    assertThat(second.at("/procore/destination").asText())
        .isEqualTo(SOUTH.origin() + ", company 8");
    assertThat(second.path("duplicate").asBoolean()).isFalse();
    assertThat(output)
        .contains("crane.jpg (42 kB) for project 42 of north as image")
        .contains("crane.jpg (42 kB) for project 42 of south as image");
  }

  @Test
  void aMailboxDeliversToItsCompanyWhoseProjectsItKnowsByName() {
    HOST.deliver(
        Mails.fromAnn("[Project 42] The lift")
            .text("Done.")
            .attach("lift.jpg", "image/jpeg", Samples.jpeg(30_000, 420))
            .bytes());

    HOST.awaitCount("Delivered", 1);
    assertThat(images(SOUTH, 42))
        .anyMatch(one -> one.path("image_name").asText().equals("lift.jpg"));
    assertThat(images(NORTH, 42))
        .noneMatch(one -> one.path("image_name").asText().equals("lift.jpg"));
    assertThat(MailHost.text(HOST.answerTo("ann@builders.example"))).contains(SOUTH.origin());
  }

  @Test
  void anAlbumIsLookedForInItsOwnCompany() {
    SOUTH.view().makeAlbum(71, "Facade", "south", 8);
    north.drop("71/images/wall.jpg", Samples.jpeg(2000, 71));
    south.drop("71/images/wall.jpg", Samples.jpeg(2000, 71));

    south.receipt("71/images", "wall.jpg");
    assertThat(north.reason("71/images", "wall.jpg")).contains("shows no album of this name");
  }

  @Test
  void largeFilesGoToTheStorageOfTheirCompany() {
    north.drop("72/images/large.jpg", Samples.jpeg(40_000_000, 72));
    south.drop("72/images/large.jpg", Samples.jpeg(40_000_000, 73));

    north.receipt("72/images", "large.jpg");
    south.receipt("72/images", "large.jpg");
    assertThat(images(NORTH, 72)).hasSize(1);
    assertThat(images(SOUTH, 72)).hasSize(1);
  }

  @Test
  void aTokenThatOneCompanyRejectsIsNotAskedForAgainFromTheOther() {
    north.drop("73/images/a.jpg", Samples.jpeg(2000, 730));
    south.drop("73/images/a.jpg", Samples.jpeg(2000, 731));
    north.receipt("73/images", "a.jpg");
    south.receipt("73/images", "a.jpg");
    long ofNorth = logins(NORTH);
    long ofSouth = logins(SOUTH);

    SOUTH.faults().refuse("POST .*/uploads", 1, 401, Map.of(), "");
    south.drop("73/images/b.jpg", Samples.jpeg(2000, 732));
    north.drop("73/images/b.jpg", Samples.jpeg(2000, 733));
    south.receipt("73/images", "b.jpg");
    north.receipt("73/images", "b.jpg");

    assertThat(logins(SOUTH)).isEqualTo(ofSouth + 1);
    assertThat(logins(NORTH)).isEqualTo(ofNorth);
  }

  private static long logins(SandboxServer company) {
    return company.view().counts().path("calls").path("POST /oauth/token").asLong();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "value: west | company is 'west'; it may be north or south",
        "value: '' | it names no company; give it the parameter company, which may be north or south",
      })
  void aSourceThatNamesNoneOfThemIsToldWhichThereAre(
      String wrong, String told, CapturedOutput output) throws IOException {
    Path file = ROUTES.resolve("sources/west.camel.yaml");
    Files.writeString(
        file,
        Files.readString(ROUTES.resolve("sources/north.camel.yaml"))
            .replace("value: north\n", wrong + "\n")
            .replace("intake-north", "intake-west")
            .replace("north-photos", "west-photos")
            .replace("/north/", "/west/"));

    await().until(() -> output.getOut().contains("west.camel.yaml cannot be used: "));
    assertThat(output.getOut()).contains(told);
    Files.delete(file);
  }
}
