package dev.sitedrop.intake.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Inbox;
import dev.sitedrop.RoutesCopy;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Files that are put on a real SFTP server, with the shipping template. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class SftpSourceTest {
  private static final Path ROUTES = RoutesCopy.create();
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private static Path folder;
  private static LocalSftpServer server;

  @LocalServerPort private int port;

  private final List<Path> sources = new ArrayList<>();
  private Inbox inbox;
  private SandboxView sandbox;

  @BeforeAll
  static void startServer() {
    server = new LocalSftpServer(folder.resolve("served"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", ROUTES::toString);
    registry.add("site.password", () -> LocalSftpServer.PASSWORD);
  }

  @BeforeEach
  void look() {
    inbox = new Inbox(folder.resolve("served"));
    sandbox = new SandboxView(port);
  }

  @AfterEach
  void removeSources() throws IOException {
    for (Path source : sources) {
      Files.delete(source);
    }
  }

  /** Watches {@code /inbox/<name>}. */
  private void watch(String name, String... more) throws IOException {
    Files.createDirectories(inbox.path(name));
    StringBuilder source =
        new StringBuilder(
            """
            - templatedRoute:
                routeTemplateRef: sftp-source
                routeId: intake-NAME
                parameters:
                  - {name: name, value: NAME}
                  - {name: host, value: 127.0.0.1}
                  - {name: port, value: "PORT"}
                  - {name: directory, value: /inbox/NAME}
                  - {name: user, value: site}
                  - {name: password, value: "{{site.password}}"}
                  - {name: knownHosts, value: KNOWN}
                  - {name: pollDelay, value: "200"}
                  - {name: settleTime, value: 400ms}
                  - {name: sidecarGrace, value: 400ms}
                  - {name: incompleteGrace, value: 2s}
                  - {name: lackingGrace, value: 1s}
            """
                .replace("NAME", name)
                .replace("PORT", Integer.toString(server.port()))
                .replace("KNOWN", server.knownHosts(folder.resolve("known_hosts")).toString()));
    String text = source.toString();
    for (String parameter : more) {
      String parameterName = parameter.substring(0, parameter.indexOf('='));
      text = text.replaceAll("      - \\{name: " + parameterName + ",.*\n", "");
      text += "      - {name: " + parameter.replaceFirst("=", ", value: ") + "}\n";
    }
    sources.add(Files.writeString(ROUTES.resolve("sources/" + name + ".camel.yaml"), text));
  }

  @Test
  void whatIsPutOnTheServerIsDeliveredAndSettledThere() throws IOException {
    watch("all");

    inbox.drop("all/42/images/crane.jpg", Samples.bytes("crane.jpg"));
    inbox.drop("all/42/images/wall.jpg", Samples.jpeg(4000, 1));
    inbox.drop("all/42/images/wall.jpg.yaml", "description: North wall");
    inbox.drop("all/42/images/report.pdf", Samples.bytes("incident-report.pdf"));
    inbox.drop("all/42/accident_logs/fall/report.pdf", Samples.bytes("incident-report.pdf"));
    inbox.drop("all/42/accident_logs/fall/accident.yaml", "comments: A fall");

    JsonNode crane = inbox.receipt("all/42/images", "crane.jpg");
    assertThat(sandbox.get(crane.at("/procore/url").asText()))
        .isEqualTo(Samples.bytes("crane.jpg"));
    assertThat(image(inbox.receipt("all/42/images", "wall.jpg")).path("description").asText())
        .isEqualTo("North wall");
    assertThat(inbox.reason("all/42/images", "report.pdf")).contains("is no picture");
    assertThat(inbox.receipt("all/42/accident_logs", "fall").path("target").asText())
        .isEqualTo("accident_logs");
    await().atMost(PATIENCE).until(() -> inbox.isSettled());
  }

  private JsonNode image(JsonNode receipt) {
    return sandbox.images().stream()
        .filter(image -> image.path("id").equals(receipt.at("/procore/id")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anyNameWorks() throws IOException {
    watch("names");
    List<String> names =
        List.of("a b.jpg", "Straße é 日本.jpg", "a;b.jpg", "back\\slash.jpg", "#50%+&.jpg", "🏗.jpg");
    for (String name : names) {
      inbox.drop("names/43/images/" + name, Samples.jpeg(3000, name.hashCode()));
    }

    for (String name : names) {
      assertThat(inbox.receipt("names/43/images", name).at("/files/0/name").asText())
          .isEqualTo(name.replace('\\', '_'));
    }
  }

  @Test
  void aFileWhoseConnectionIsCutIsReadOnAndDeliveredOnce() throws IOException {
    byte[] large = Samples.jpeg(9_000_000, 3);
    watch("cut");
    inbox.drop("cut/44/images/before.jpg", Samples.jpeg(3000, 30));
    inbox.receipt("cut/44/images", "before.jpg");
    long before = server.bytesRead();
    server.cut(2);

    inbox.drop("cut/44/images/large.jpg", large);

    JsonNode receipt = inbox.receipt("cut/44/images", "large.jpg");
    assertThat(server.cutsLeft()).isZero();
    assertThat(server.bytesRead() - before).isLessThan(13_000_000);
    assertThat(receipt.path("duplicate").asBoolean()).isFalse();
    assertThat(sandbox.get(receipt.at("/procore/url").asText())).isEqualTo(large);
  }

  @Test
  void aServerThatWasAwayIsWatchedAgain(CapturedOutput output) throws IOException {
    watch("away");
    inbox.drop("away/45/images/before.jpg", Samples.jpeg(3000, 4));
    inbox.receipt("away/45/images", "before.jpg");

    server.close();
    await()
        .atMost(PATIENCE)
        .until(() -> output.getOut().contains("/inbox/away of the source away"));
    inbox.drop("away/45/images/after.jpg", Samples.jpeg(3000, 5));
    server.start();

    inbox.receipt("away/45/images", "after.jpg");
    assertThat(output.getOut().split("of the source away", -1)).hasSize(2);
    assertThat(output.getOut()).contains("/inbox/away can be read again");
    assertThat(output.getAll()).doesNotContain(LocalSftpServer.PASSWORD);
  }

  @Test
  void deliveredFilesAreDeletedIfThatIsWanted() throws IOException {
    watch("deleted", "delivered=delete");

    inbox.drop("deleted/46/images/photo.jpg", Samples.jpeg(3000, 6));
    inbox.drop("deleted/46/images/report.pdf", Samples.bytes("incident-report.pdf"));

    inbox.reason("deleted/46/images", "report.pdf");
    await().atMost(PATIENCE).until(() -> sandbox.images().stream().anyMatch(SftpSourceTest::is46));
    await()
        .atMost(PATIENCE)
        .until(() -> inbox.path("deleted/46/images/.accepted").toFile().list().length == 0);
    assertThat(inbox.path("deleted/46/images/photo.jpg")).doesNotExist();
    assertThat(inbox.path("deleted/46/images/.delivered")).doesNotExist();
  }

  private static boolean is46(JsonNode image) {
    return image.path("project_id").asInt() == 46;
  }

  @Test
  void patternsSayWhatIsTaken() throws IOException {
    watch(
        "some",
        "project=\"47\"",
        "target=images",
        "include=\"*.jpg,sub/**\"",
        "exclude=\"**/draft*\"");

    inbox.drop("some/one.jpg", Samples.jpeg(3000, 7));
    inbox.drop("some/sub/two.jpeg", Samples.jpeg(3000, 8));
    inbox.drop("some/sub/draft.jpg", Samples.jpeg(3000, 9));
    inbox.drop("some/other.jpeg", Samples.jpeg(3000, 10));

    inbox.receipt("some", "one.jpg");
    inbox.receipt("some", "two.jpeg");
    assertThat(inbox.path("some/sub/draft.jpg")).exists();
    assertThat(inbox.path("some/other.jpeg")).exists();
  }

  @Test
  void aFolderThatMayNotBeReadAndALoopOfLinksHoldNothingBack(CapturedOutput output)
      throws IOException {
    watch("hard");
    Path closed = Files.createDirectories(inbox.path("hard/48/images/closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Files.createSymbolicLink(inbox.path("hard/48/images/loop"), inbox.path("hard/48"));

    inbox.drop("hard/48/images/photo.jpg", Samples.jpeg(3000, 11));

    inbox.receipt("hard/48/images", "photo.jpg");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    assertThat(output.getOut()).contains("loop is a link");
  }

  @Test
  void manyFilesAreListedWithFewRequests(CapturedOutput output) throws IOException {
    for (int i = 0; i < 10_000; i++) {
      inbox.drop("many/49/images/part-" + i + ".jpg", "x");
    }
    watch("many", "settleTime=1h", "pollDelay=\"1000\"");
    await().atMost(PATIENCE).until(() -> output.getOut().contains("many.camel.yaml was taken up"));
    server.requests();

    await().atMost(PATIENCE).pollDelay(Duration.ofSeconds(6)).until(() -> true);

    assertThat(server.requests()).isBetween(50, 5_000);
  }
}
