package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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

/** Mailboxes that fail, and source files that hold a mistake. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class MailTroubleTest {
  private static final MailHost HOST = new MailHost();
  private static final Path ROUTES = MailRoutes.copy();
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @LocalServerPort private int port;
  @Autowired private CamelContext camel;

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", ROUTES::toString);
    registry.add("site.mail.password", () -> MailHost.PASSWORD);
  }

  @AfterAll
  static void stop() {
    HOST.close();
  }

  @AfterEach
  void withoutASource() throws IOException {
    Files.deleteIfExists(ROUTES.resolve("sources/site-mail.camel.yaml"));
    await().atMost(PATIENCE).until(() -> camel.getRoute("intake-site-mail") == null);
  }

  private static Map<String, String> with(String... more) {
    Map<String, String> parameters = MailRoutes.parameters(HOST);
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return parameters;
  }

  private long images(int project) {
    return new SandboxView(port)
        .images().stream().filter(image -> image.path("project_id").asInt() == project).count();
  }

  @Test
  void aConnectionThatBreaksInTheMiddleOfAMailIsMadeAgain(CapturedOutput output)
      throws IOException {
    byte[] photo = Samples.jpeg(4 << 20, 201);
    int before = HOST.count("Delivered");
    HOST.deliver(Mails.fromAnn("[201] Large").attach("large.jpg", "image/jpeg", photo).bytes());
    try (CuttingProxy proxy = new CuttingProxy(HOST.imapPort(), 2, 1 << 20)) {
      MailRoutes.write(ROUTES, with("port", Integer.toString(proxy.port())));

      HOST.awaitCount("Delivered", before + 1);
      assertThat(proxy.cutsLeft()).isZero();
    }
    assertThat(images(201)).isEqualTo(1);
    SandboxView sandbox = new SandboxView(port);
    assertThat(sandbox.images())
        .anySatisfy(image -> assertThat(sandbox.get(image.path("url").asText())).isEqualTo(photo));
    assertThat(output).contains("tried again").doesNotContain("ClosedException");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "port | http | port is 'http'; it may be a whole number from 1 to 65535",
        "security | ssl | security is 'ssl'; it may be tls, starttls, none",
        "auth | basic | auth is 'basic'; it may be password, client-credentials, refresh-token",
        "auth | client-credentials | it has no clientId, which auth client-credentials needs",
        "password | '' | it has no password, which auth password needs",
        "host | imap site | host is 'imap site'; it may be the name of a mail server",
        "allowedSenders | ann@ | allowedSenders holds 'ann@'; it may hold addresses",
        "project | north | project is 'north'; it may be Procore's project id",
        "target | plans | target is 'plans'; it may be images or accident_logs",
        "answers | maybe | answers is 'maybe'; it may be true or false",
        "smtpHost | '' | it has no smtpHost to send answers by; name one, or set answers to false",
        "maxMessageSize | big | maxMessageSize is 'big'; it may be a size such as 100MB",
        "maxDepth | 0 | maxDepth is '0'; it may be a whole number from 1 to 50",
        "trustedCertificates | /nowhere.pem | trustedCertificates is '/nowhere.pem'; it may be a PEM",
        "username | photos | address is 'photos'; it may be the mailbox's own address",
        "pollDelay | often | pollDelay is 'often'; it may be a whole number from 100",
        "folders | INBOX | mailbox-source has no parameter 'folders'",
      })
  void aMistakeInASourceFileIsToldInPlainWords(
      String parameter, String value, String told, CapturedOutput output) {
    MailRoutes.write(ROUTES, with(parameter, value));

    await()
        .atMost(PATIENCE)
        .until(() -> output.getOut().contains("site-mail.camel.yaml cannot be used"));
    assertThat(output.getOut().lines().filter(line -> line.contains("cannot be used")))
        .singleElement()
        .asString()
        .contains(told)
        .doesNotContain("Exception", MailHost.PASSWORD);
  }

  @Test
  void withoutTlsOnlyThisMachineMayBeTalkedTo(CapturedOutput output) {
    MailRoutes.write(ROUTES, with("security", "none", "host", "192.0.2.1"));

    await().atMost(PATIENCE).until(() -> output.getOut().contains("it may be this machine only"));
  }

  @Test
  void aSecretIsNeverPartOfAMessage(CapturedOutput output) {
    MailRoutes.write(
        ROUTES,
        with(
            "auth", "client-credentials",
            "clientId", "id",
            "clientSecret", "#canary&secret)",
            "tokenUrl", "http://evil.example/"));

    await().atMost(PATIENCE).until(() -> output.getOut().contains("begins with https://"));
    assertThat(output.getAll()).contains("tokenUrl is 'http://evil.example/'");
    assertThat(output.getAll()).doesNotContain("canary");
  }

  @Test
  void anEmptyListOfSendersIsSaidAtTheStart(CapturedOutput output) {
    MailRoutes.write(ROUTES, with("allowedSenders", ""));

    await()
        .atMost(PATIENCE)
        .until(() -> output.getOut().contains("Nobody may send to the mailbox site-mail"));
  }

  @Test
  void aWrongPasswordIsToldOnceAndNotTriedAgainAtOnce(CapturedOutput output) {
    MailRoutes.write(ROUTES, with("password", "wrong-secret"));

    await().atMost(PATIENCE).until(() -> output.getOut().contains("refuses the login"));
    await()
        .during(Duration.ofSeconds(2))
        .until(
            () ->
                output.getOut().lines().filter(line -> line.contains("refuses the login")).count()
                    == 1);
    assertThat(output.getAll()).doesNotContain("wrong-secret");
  }

  @Test
  void aProjectMayBeNamedByItsNameInProcore() {
    MailRoutes.write(ROUTES, with());
    int before = HOST.count("Delivered");
    HOST.deliver(
        Mails.fromAnn("[project 42] Named")
            .attach("n.jpg", "image/jpeg", Samples.jpeg(3000, 203))
            .bytes());

    HOST.awaitCount("Delivered", before + 1);
    assertThat(images(42)).isEqualTo(1);
  }

  @Test
  void mailsOfOneSenderBeyondTheQuotaWait(CapturedOutput output) {
    MailRoutes.write(ROUTES, with("maxPerHour", "1", "filedIn", "Quota"));
    for (int i = 0; i < 3; i++) {
      HOST.deliver(
          Mails.from("quick@builders.example", "[204] " + i)
              .attach("q.jpg", "image/jpeg", Samples.jpeg(3000, 204 + i))
              .bytes());
    }

    await().atMost(PATIENCE).until(() -> output.getOut().contains("more than 1 mails came"));
    await().atMost(PATIENCE).until(() -> images(204) == 1);
    assertThat(HOST.count("INBOX")).isEqualTo(2);
    HOST.folder("INBOX").deleteAllMessages();
  }
}
