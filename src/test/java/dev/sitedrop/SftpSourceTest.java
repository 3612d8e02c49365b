package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.ledger.view.RefusalFilter;
import dev.sitedrop.ledger.view.RefusalList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole way of what is put on an SFTP server, with the shipping template. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class SftpSourceTest {
  private static final Path ROUTES = RoutesCopy.create();
  private static final SftpServer SERVER = serve("kept", "deleted", "guarded");

  /** Of its own: what is wrong with a server is told once an hour. */
  private static final SftpServer STRICT = serve("strict");

  @LocalServerPort private int port;
  @Autowired private RefusalList refusals;

  private static SftpServer serve(String... sources) {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "sftp");
      for (String source : sources) {
        Files.createDirectories(folder.resolve(source));
      }
      SftpServer server = new SftpServer(folder);
      Path knownHosts = ROUTES.resolve("known_hosts-" + sources[0]);
      server.knownHosts(knownHosts);
      for (String source : sources) {
        if (!source.equals("guarded")) {
          String after = source.equals("deleted") ? "delete" : "move";
          write(source, source(source, server.port(), after, knownHosts));
        }
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source(String name, int port, String after, Path knownHosts) {
    return """
        - templatedRoute:
            routeTemplateRef: sftp-source
            routeId: intake-%1$s
            parameters:
              - {name: name, value: %1$s}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%2$d"}
              - {name: user, value: ann}
              - {name: password, value: "{{test.sftp.password}}"}
              - {name: knownHosts, value: %3$s}
              - {name: directory, value: %1$s}
              - {name: after, value: %4$s}
              - {name: pollDelay, value: "200"}
              - {name: settleTime, value: 300ms}
              - {name: sidecarGrace, value: 300ms}
        """
        .formatted(name, port, knownHosts, after);
  }

  private static Path write(String name, String source) throws IOException {
    return Files.writeString(ROUTES.resolve("sources/" + name + ".camel.yaml"), source);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", ROUTES::toString);
    registry.add("test.sftp.password", () -> SftpServer.PASSWORD);
  }

  @AfterAll
  static void end() {
    SERVER.close();
    STRICT.close();
  }

  private static Path awaitFile(String below, String name) {
    return awaitFile(SERVER.path(below), name);
  }

  private static Path awaitFile(Path below, String name) {
    return await()
        .atMost(Duration.ofSeconds(90)) // a server that was away is tried again later each time
        .until(
            () -> {
              try (Stream<Path> all = files(below)) {
                return all.filter(path -> path.endsWith(name)).findFirst().orElse(null);
              }
            },
            Objects::nonNull);
  }

  /** What vanishes meanwhile is passed over. */
  private static Stream<Path> files(String below) {
    return files(SERVER.path(below));
  }

  private static Stream<Path> files(Path below) {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException | UncheckedIOException vanished) {
      return Stream.of();
    }
  }

  private static JsonNode receipt(String below, String name) throws IOException {
    return new ObjectMapper().readTree(awaitFile(below, name + ".receipt.json").toFile());
  }

  private JsonNode image(long id) {
    return new SandboxView(port)
        .images().stream().filter(i -> i.path("id").asLong() == id).findFirst().orElseThrow();
  }

  private long imagesOf(byte[] content) {
    String hash = Samples.sha256(content);
    return new SandboxView(port)
        .images().stream()
            .filter(i -> i.at("/files/0/segment_sha256s/0").asText().equals(hash))
            .count();
  }

  @Test
  void aPhotoWithItsSidecarBecomesAnImageAndLiesBesideItsReceipt() throws IOException {
    SERVER.put("kept/42/images/site A/crane.jpg.yaml", "description: x".getBytes());
    SERVER.put("kept/42/images/site A/crane.jpg", Samples.bytes("crane.jpg"));

    JsonNode receipt = receipt("kept/42/images/.delivered", "site A/crane.jpg");
    JsonNode image = image(receipt.at("/procore/id").asLong());
    assertThat(image.path("description").asText()).isEqualTo("x");
    assertThat(receipt.at("/files/0/takenAt").asText()).isEqualTo("2026-05-06T10:15:00");
    assertThat(new SandboxView(port).get(image.path("url").asText()))
        .isEqualTo(Samples.bytes("crane.jpg"));
    assertThat(receipt.path("name").asText()).isEqualTo("42/images/site A/crane.jpg");
    awaitFile("kept/42/images/.delivered", "site A/crane.jpg");
    awaitFile("kept/42/images/.delivered", "site A/crane.jpg.yaml");
    await()
        .untilAsserted(
            () -> assertThat(SERVER.path("kept/42/images/.accepted")).isEmptyDirectory());
  }

  @Test
  void anAccidentFolderBecomesOneLog() throws IOException {
    SERVER.put("kept/43/accident_logs/fall/report.pdf", Samples.bytes("incident-report.pdf"));
    SERVER.put("kept/43/accident_logs/fall/deep/crane.jpg", Samples.bytes("crane.jpg"));
    SERVER.put("kept/43/accident_logs/fall/accident.yaml", "comments: A fall".getBytes());

    JsonNode receipt = receipt("kept/43/accident_logs/.delivered", "fall");
    assertThat(receipt.path("files")).hasSize(2);
    awaitFile("kept/43/accident_logs/.delivered", "fall/deep/crane.jpg");
  }

  @Test
  void whatIsRefusedLiesBesideTheReason() throws IOException {
    SERVER.put("kept/44/images/report.pdf", Samples.bytes("incident-report.pdf"));

    Path reason = awaitFile("kept/44/images/.failed", "report.pdf.reason.txt");
    assertThat(reason)
        .content()
        .contains("is no picture but application/pdf")
        .contains("put it back into\n/kept/44/images");
    awaitFile("kept/44/images/.failed", "report.pdf");
    RefusalFilter report = new RefusalFilter(null, "44/images/report.pdf", null, null);
    await().until(() -> refusals.count(report), count -> count == 1);
    assertThat(refusals.find(report, null, 1).refusals().get(0).whereabouts())
        .matches(
            "It is in \\S*/kept/44/images/\\.failed on sftp://\\S+, with the reason beside it\\.");
  }

  @Test
  void aNameOfEveryKindIsDeliveredAndKept() throws IOException {
    List<String> names =
        List.of("a b;c.jpg", "back\\slash.jpg", "größe 写真 🏗.jpg", "100%.jpg", "new\nline.jpg");
    for (String name : names) {
      SERVER.put("kept/45/images/" + name, Samples.jpeg(2000, name.hashCode()));
    }

    for (String name : names) {
      assertThat(receipt("kept/45/images/.delivered", name).at("/procore/id").asLong())
          .isPositive();
      awaitFile("kept/45/images/.delivered", name);
    }
  }

  @Test
  void twoFilesOfOneNameAreBothDeliveredAndKept() throws IOException {
    SERVER.put("kept/46/images/a.jpg", Samples.jpeg(2000, 461));
    receipt("kept/46/images/.delivered", "a.jpg");
    SERVER.put("kept/46/images/a.jpg", Samples.jpeg(2000, 462));

    assertThat(receipt("kept/46/images/.delivered", "a (2).jpg").at("/procore/id").asLong())
        .isPositive();
    awaitFile("kept/46/images/.delivered", "a (2).jpg");
  }

  @Test
  void whereItIsSaidSoADeliveredFileIsDeletedAndARefusedOneIsNot() throws IOException {
    byte[] content = Samples.jpeg(3000, 47);
    SERVER.put("deleted/47/images/a.jpg", content);
    SERVER.put("deleted/47/images/a.jpg.yaml", "description: y".getBytes());
    SERVER.put("deleted/47/images/report.pdf", Samples.bytes("incident-report.pdf"));

    awaitFile("deleted/47/images/.failed", "report.pdf.reason.txt");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(files("deleted/47").map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.pdf", "report.pdf.reason.txt"));
    assertThat(imagesOf(content)).isEqualTo(1);
  }

  @Test
  void aServerThatLetsUsOnlyReadGetsEachFileDeliveredOnceAndOneLine(CapturedOutput output)
      throws IOException {
    SERVER.setReadOnly(true);
    int files = 20;
    try {
      for (int i = 0; i < files; i++) {
        SERVER.put("kept/48/images/" + i + ".jpg", Samples.jpeg(3000, 4800 + i));
      }
      SERVER.put("kept/48/images/report.pdf", Samples.bytes("incident-report.pdf"));

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                for (int i = 0; i < files; i++) {
                  assertThat(imagesOf(Samples.jpeg(3000, 4800 + i))).isEqualTo(1);
                }
              });
      await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
      assertThat(output.getOut().lines().filter(line -> line.matches(".* (WARN|ERROR) .*")))
          .hasSize(2)
          .anyMatch(line -> line.contains(SERVER.name() + " does not let SiteDrop move or write"))
          .anyMatch(line -> line.contains("it is refused: report.pdf is no picture"));
      assertThat(SERVER.path("kept/48/images/0.jpg")).exists();
    } finally {
      SERVER.setReadOnly(false);
    }

    for (int i = 0; i < files; i++) {
      receipt("kept/48/images/.delivered", i + ".jpg");
      assertThat(imagesOf(Samples.jpeg(3000, 4800 + i))).isEqualTo(1);
    }
    awaitFile("kept/48/images/.failed", "report.pdf.reason.txt");
  }

  private void awaitOneImageOfEach(int first, int number) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              for (int i = 0; i < number; i++) {
                assertThat(imagesOf(Samples.jpeg(3000, first + i))).isEqualTo(1);
              }
            });
  }

  private static List<String> warnings(CapturedOutput output) {
    return output.getOut().lines().filter(line -> line.matches(".* (WARN|ERROR) .*")).toList();
  }

  @Test
  void aServerThatRefusesRenamesGetsEachFileDeliveredOnceAndOneLine(CapturedOutput output)
      throws IOException {
    STRICT.setRenames(false);
    try {
      for (int i = 0; i < 3; i++) {
        STRICT.put("strict/51/images/" + i + ".jpg", Samples.jpeg(3000, 5100 + i));
      }
      STRICT.put("strict/51/images/report.pdf", Samples.bytes("incident-report.pdf"));

      awaitOneImageOfEach(5100, 3);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> output.getOut().contains("it is refused: report.pdf"));
      await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
      assertThat(warnings(output))
          .hasSize(2)
          .anyMatch(line -> line.contains(STRICT.name() + " does not let SiteDrop move or write"))
          .anyMatch(line -> line.contains("it is refused: report.pdf is no picture"));
      assertThat(STRICT.path("strict/51/images/0.jpg")).exists();
    } finally {
      STRICT.setRenames(true);
    }

    for (int i = 0; i < 3; i++) {
      awaitFile(STRICT.path("strict/51/images/.delivered"), i + ".jpg.receipt.json");
    }
    awaitOneImageOfEach(5100, 3);
    awaitFile(STRICT.path("strict/51/images/.failed"), "report.pdf.reason.txt");
  }

  @Test
  void aServerWithoutRoomGetsEachFileDeliveredOnceAndTheReceiptsLater(CapturedOutput output)
      throws IOException {
    for (int i = 0; i < 3; i++) {
      SERVER.put("kept/52/images/" + i + ".part", Samples.jpeg(3000, 5200 + i));
    }
    SERVER.setFull(true);
    try {
      for (int i = 0; i < 3; i++) {
        Files.move(
            SERVER.path("kept/52/images/" + i + ".part"),
            SERVER.path("kept/52/images/" + i + ".jpg"));
      }
      SERVER.put("kept/52/images/report.pdf", Samples.bytes("incident-report.pdf"));

      awaitOneImageOfEach(5200, 3);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> output.getOut().contains("it is refused: report.pdf"));
      await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
      assertThat(warnings(output))
          .hasSize(2)
          .anyMatch(line -> line.contains(SERVER.name() + " cannot be written to now"))
          .anyMatch(line -> line.contains("it is refused: report.pdf is no picture"));
    } finally {
      SERVER.setFull(false);
    }

    for (int i = 0; i < 3; i++) {
      receipt("kept/52/images/.delivered", i + ".jpg");
      awaitFile("kept/52/images/.delivered", i + ".jpg");
    }
    awaitOneImageOfEach(5200, 3);
    awaitFile("kept/52/images/.failed", "report.pdf.reason.txt");
  }

  @Test
  void aServerThatIsAwayWhenProcoreHasConfirmedGetsTheReceiptLater(CapturedOutput output)
      throws IOException {
    byte[] content = Samples.jpeg(3000, 49);
    SERVER.put("kept/49/images/a.jpg", content);
    awaitFile("kept/49/images", "a.jpg");
    await()
        .until(
            () -> imagesOf(content) == 1 || Files.exists(SERVER.path("kept/49/images/.accepted")));
    SERVER.stop();
    await().atMost(Duration.ofSeconds(90)).until(() -> imagesOf(content) == 1);
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    SERVER.start();

    receipt("kept/49/images/.delivered", "a.jpg");
    awaitFile("kept/49/images/.delivered", "a.jpg");
    assertThat(imagesOf(content)).isEqualTo(1);
    assertThat(output.getOut()).doesNotContain("could not be tidied up");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "name: after, value: move | name: after, value: keep | after is 'keep'; it may be move or",
        "name: port | name: prot | sftp-source has no parameter 'prot'; write 'port'; it has after",
        "name: user, value: ann | name: user, value: '' | the parameter 'user' is empty",
        "{{test.sftp.password}} | {{env:NO_SUCH_PASSWORD}} | {{env:NO_SUCH_PASSWORD}} has no value",
        "directory, value: guarded | directory, value: kept/42 | lie in one another",
      })
  void aMistakeIsToldWithoutTheSecret(
      String right, String wrong, String told, CapturedOutput output) throws IOException {
    Path file =
        write(
            "guarded",
            source("guarded", SERVER.port(), "move", ROUTES.resolve("known_hosts-kept"))
                .replace(right, wrong));

    await().until(() -> output.getOut().contains("guarded.camel.yaml cannot be used"));
    Files.delete(file);
    assertThat(output.getOut().lines().filter(line -> line.contains("cannot be used")))
        .singleElement()
        .asString()
        .contains(told)
        .doesNotContain("Exception", "null");
    assertThat(output.getAll()).doesNotContain("canary").doesNotContain("w{o}rd");
  }
}
