package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.reset;

import dev.sitedrop.intake.mail.MailHost;
import dev.sitedrop.intake.mail.MailRoutes;
import dev.sitedrop.intake.mail.Mails;
import dev.sitedrop.intake.web.Upload;
import dev.sitedrop.ledger.IntakeLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** What cannot be taken in at a door is told in words, and not by the names of Java's classes. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class FailuresInWordsTest {
  private static final Pattern CLASS_NAME =
      Pattern.compile("[a-z]+\\.[a-z.]+\\w*(Exception|Error)\\b");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final MailHost MAIL = new MailHost();
  private static final Path ROUTES = RoutesCopy.create();
  private static final SftpServer SFTP = serve();

  @MockitoSpyBean private IntakeLedger ledger;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private static SftpServer serve() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "sftp");
      Files.createDirectories(folder.resolve("drop"));
      SftpServer server = new SftpServer(folder);
      Path known = server.knownHosts(ROUTES.resolve("known_hosts"));
      Files.writeString(
          ROUTES.resolve("sources/server.camel.yaml"),
          """
          - templatedRoute:
              routeTemplateRef: sftp-source
              routeId: intake-server
              parameters:
                - {name: name, value: server}
                - {name: host, value: 127.0.0.1}
                - {name: port, value: "%d"}
                - {name: user, value: ann}
                - {name: password, value: "{{test.sftp.password}}"}
                - {name: knownHosts, value: %s}
                - {name: directory, value: drop}
                - {name: pollDelay, value: "200"}
                - {name: settleTime, value: 300ms}
                - {name: sidecarGrace, value: 300ms}
          """
              .formatted(server.port(), known));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    MailRoutes.write(ROUTES, MailRoutes.parameters(MAIL));
    registry.add("sitedrop.routes", ROUTES::toString);
    registry.add("site.mail.password", () -> MailHost.PASSWORD);
    registry.add("test.sftp.password", () -> SftpServer.PASSWORD);
  }

  @AfterAll
  static void end() {
    MAIL.close();
    SFTP.close();
  }

  @BeforeEach
  void nothingFails() {
    reset(ledger);
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new UncheckedIOException(new IOException("the disk is full")),
        new UncheckedIOException(new java.nio.file.AccessDeniedException("/spool")),
        new DataAccessResourceFailureException("JDBC", new SocketException("Connection reset")),
        new IllegalStateException(new java.util.concurrent.TimeoutException()),
        new NullPointerException());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachDoorTellsInWords(Throwable failure, CapturedOutput output) throws Exception {
    doThrow(failure).when(ledger).open(any(), any());
    byte[] photo = Samples.jpeg(3_000, failure.hashCode());
    String name = "a" + System.nanoTime() + ".jpg";
    Inbox inbox = new Inbox(home);
    inbox.drop("300/images/" + name, photo);
    SFTP.put("drop/301/images/" + name, photo);
    MAIL.deliver(Mails.fromAnn("[302] Crane").attach(name, "image/jpeg", photo).bytes());
    Upload.Answer answer =
        new Upload()
            .field("project", "303")
            .field("target", "images")
            .file(name, photo)
            .sendTo(port);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().toString()).doesNotContainPattern(CLASS_NAME);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                List.of(
                        "300/images/" + name,
                        "301/images/" + name,
                        "a mail in site-mail",
                        "An upload")
                    .stream()
                    .allMatch(door -> hasLine(output, door)));
    assertThat(output.getAll().lines().filter(line -> CLASS_NAME.matcher(line).find())).isEmpty();
    assertThat(output.getAll()).doesNotContain("(null)", "()");

    reset(ledger);
    await().atMost(PATIENCE).until(() -> inbox.receipt("300/images", name) != null);
  }

  private static boolean hasLine(CapturedOutput output, String door) {
    return output
        .getAll()
        .lines()
        .anyMatch(line -> line.contains(door) && line.contains("cannot be taken in now"));
  }
}
