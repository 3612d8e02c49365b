package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The mailbox source and Debian's Dovecot, whose folders lie below {@code INBOX.} here. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
@Needs(Need.DOVECOT)
class DovecotIT {
  private static final Path ROUTES = MailRoutes.copy();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @LocalServerPort private int port;
  @Autowired private CamelContext camel;

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", ROUTES::toString);
  }

  @AfterEach
  void withoutASource() throws IOException {
    Files.deleteIfExists(ROUTES.resolve("sources/dove.camel.yaml"));
    await().atMost(PATIENCE).until(() -> camel.getRoute("intake-dove") == null);
  }

  private static Dovecot dovecot(String capability) throws IOException {
    Path folder = Files.createTempDirectory("dovecot");
    return new Dovecot(folder, capability);
  }

  private static void watch(Dovecot dovecot) {
    watch(dovecot, "tls", dovecot.port());
  }

  private static void watch(Dovecot dovecot, String security, int port) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("name", "dove");
    parameters.put("host", "localhost");
    parameters.put("port", Integer.toString(port));
    parameters.put("security", security);
    parameters.put("trustedCertificates", TestCertificate.pem().toString());
    parameters.put("username", Dovecot.USER);
    parameters.put("password", Dovecot.PASSWORD);
    parameters.put("allowedSenders", Mails.ANN);
    parameters.put("pollDelay", "200");
    parameters.put("answers", "false");
    MailRoutes.write(ROUTES, parameters);
  }

  private static byte[] mail(int project, int seed) {
    return Mails.fromAnn("[" + project + "] " + seed)
        .attach("p.jpg", "image/jpeg", Samples.jpeg(30_000, seed))
        .bytes();
  }

  private long images(int project) {
    return new SandboxView(port)
        .images().stream().filter(image -> image.path("project_id").asInt() == project).count();
  }

  private static void awaitCount(Dovecot dovecot, String folder, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(dovecot.count(folder)).as(folder).isEqualTo(count));
  }

  @ParameterizedTest(name = "it says that it can: {0}")
  @ValueSource(
      strings = {
        "",
        "IMAP4rev1 LITERAL+ NAMESPACE UIDPLUS",
        "IMAP4rev1 LITERAL+ NAMESPACE",
      })
  void mailsAreDeliveredAndFiled(String capability) throws Exception {
    int project = 300 + capability.length();
    try (Dovecot dovecot = dovecot(capability)) {
      for (int i = 0; i < 3; i++) {
        dovecot.deliver(mail(project, project * 10 + i));
      }
      dovecot.deliver(
          Mails.from("eve@evil.example", "[42] x").attach("x", "image/jpeg", new byte[9]).bytes());
      watch(dovecot);

      awaitCount(dovecot, "SiteDrop.Delivered", 3);
      awaitCount(dovecot, "SiteDrop.Rejected", 1);
      awaitCount(dovecot, "SiteDrop.Accepted", 0);
      awaitCount(dovecot, "", 0);
      assertThat(images(project)).isEqualTo(3);
      withoutASource();
    }
  }

  @Test
  void aConnectionThatTurnsToTlsServesAsWell() throws Exception {
    try (Dovecot dovecot = dovecot("")) {
      dovecot.deliver(mail(401, 4010));
      watch(dovecot, "starttls", dovecot.startTlsPort());

      awaitCount(dovecot, "SiteDrop.Delivered", 1);
      assertThat(images(401)).isEqualTo(1);
      withoutASource();
    }
  }

  @Test
  void newNumbersForAllMessagesMakeNothingTwice() throws Exception {
    try (Dovecot dovecot = dovecot("")) {
      dovecot.deliver(mail(402, 4020));
      watch(dovecot);
      awaitCount(dovecot, "SiteDrop.Delivered", 1);

      dovecot.deliver(mail(402, 4021));
      dovecot.forgetNumbers();
      awaitCount(dovecot, "SiteDrop.Delivered", 2);
      dovecot.deliver(mail(402, 4021));
      dovecot.deliver(mail(402, 4022));
      dovecot.forgetNumbers();

      awaitCount(dovecot, "SiteDrop.Delivered", 4);
      assertThat(images(402)).isEqualTo(3);
      withoutASource();
    }
  }

  @Test
  void whatCannotBeMovedIsDeliveredOnceAndToldOnce(CapturedOutput output) throws Exception {
    try (Dovecot dovecot = dovecot("")) {
      dovecot.occupy("SiteDrop.Accepted");
      dovecot.occupy("SiteDrop.Delivered");
      dovecot.deliver(mail(403, 4030));
      watch(dovecot);

      await().atMost(PATIENCE).until(() -> images(403) == 1);
      await()
          .during(Duration.ofSeconds(8))
          .atMost(PATIENCE)
          .until(() -> images(403) == 1 && dovecot.count("") == 1);
      assertThat(output.getOut().lines().filter(line -> line.contains("WARN")))
          .filteredOn(line -> line.contains("dove") && !line.contains("trustedServer"))
          .hasSizeBetween(1, 2);
      withoutASource();
    }
  }
}
