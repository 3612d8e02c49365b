package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sitedrop.cli.CannotLook;
import dev.sitedrop.cli.CheckScope;
import dev.sitedrop.cli.Finding;
import dev.sitedrop.cli.Look;
import dev.sitedrop.intake.Explanation;
import dev.sitedrop.intake.mail.MailHost;
import dev.sitedrop.intake.mail.Mails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** What is told of files and settings without a start. */
class LookingTest {
  @TempDir private Path folder;

  private Path home;
  private Path routes;
  private Inbox inbox;

  /** A look says nothing to the log, of which there is one for all tests of a process. */
  @AfterAll
  static void theLogSpeaksAgain() {
    LoggingSystem log = LoggingSystem.get(LookingTest.class.getClassLoader());
    log.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    log.setLogLevel("sitedrop", LogLevel.INFO);
  }

  @BeforeEach
  void install() {
    home = folder.resolve("home");
    routes = RoutesCopy.create();
    inbox = new Inbox(home);
  }

  private Look open(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("--sitedrop.home=" + home);
    all.add("--sitedrop.routes=" + routes);
    return Looking.open(all.toArray(String[]::new));
  }

  private void source(String name, String text) throws IOException {
    Files.writeString(routes.resolve("sources").resolve(name + ".camel.yaml"), text);
  }

  /** All files of the home with their times, without what a start makes. */
  private Map<String, Long> inboxFiles() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(home.resolve("inbox"))) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return files;
  }

  @Test
  void aFileInAWatchedFolderIsExplainedByItsRule() throws IOException {
    Path file = inbox.drop("scans/report.pdf", Samples.bytes("incident-report.pdf"));
    inbox.drop("42/images/crane.jpg.yaml", "starred: true");
    Path photo = inbox.drop("42/images/crane.jpg", Samples.bytes("crane.jpg"));

    try (Look look =
        open(
            "--intake.rules[0].when.path=scans/**",
            "--intake.rules[0].then.target=accident_logs",
            "--intake.rules[0].then.project=77",
            "--intake.rules[0].then.fields.comments=Scanned",
            "--intake.rules[1].when.path=43/**",
            "--intake.rules[1].then.fields.image_category_id=Site photos")) {
      Explanation album = look.explain(inbox.drop("43/images/a.jpg", Samples.bytes("crane.jpg")));
      assertThat(album.trouble())
          .isEqualTo(
              "Procore cannot be asked for the albums of project 43: the built-in sandbox can be"
                  + " asked only while SiteDrop runs");
      Explanation scan = look.explain(file);
      Explanation image = look.explain(photo);

      assertThat(scan.rule()).isEqualTo(1);
      assertThat(scan.project()).isEqualTo(77);
      assertThat(scan.target()).isEqualTo("accident_logs");
      assertThat(scan.fields().path("comments").asText()).isEqualTo("Scanned");
      assertThat(scan.source()).isEqualTo("inbox");
      assertThat(image.rule()).isNull();
      assertThat(image.fields().path("starred").asBoolean()).isTrue();
      assertThat(image.files().get(0).takenAt()).isEqualTo("2026-05-06T10:15:00");
      assertThat(image.files().get(0).takenFrom()).isEqualTo("EXIF DateTimeOriginal");
      assertThat(look.explain(folder.resolve("elsewhere.jpg"))).isNull();
    }
    assertThat(home.resolve("inbox/42/images/crane.jpg")).exists();
  }

  @Test
  void aFileThatWouldBeSentIsExplained() throws IOException {
    Path photo = Files.write(folder.resolve("a.jpg"), Samples.jpeg(2_000, 1));
    Map<String, List<String>> said =
        Map.of("project", List.of("42"), "trade_ids", List.of("4,5"), "private", List.of("maybe"));

    try (Look look = open()) {
      Explanation refused = look.explain(List.of(photo), null, said);
      Explanation without = look.explain(List.of(photo), null, Map.of());

      assertThat(refused.refusal())
          .isEqualTo("fields.json: 'private' is \"maybe\". Allowed: true or false.");
      assertThat(without.refusal()).startsWith("It ");
      assertThat(look.explain(List.of(photo), null, Map.of("project", List.of("42"))).target())
          .isEqualTo("images");
    }
  }

  @Test
  void aDryRunTellsOfAllSourcesAndTouchesNothing() throws Exception {
    inbox.drop("42/images/crane.jpg", Samples.bytes("crane.jpg"));
    inbox.drop("42/images/report.pdf", Samples.bytes("incident-report.pdf"));
    Path served = Files.createDirectories(folder.resolve("served"));
    try (SandboxServer procore = SandboxServer.start("north", 7);
        MailHost mail = new MailHost();
        SftpServer sftp = new SftpServer(served)) {
      sftp.put("inbox/44/images/far.jpg", Samples.jpeg(3_000, 2));
      mail.deliver(
          Mails.fromAnn("[43] Crane")
              .attach("b.jpg", "image/jpeg", Samples.bytes("crane.jpg"))
              .bytes());
      mail.deliver(Mails.from("eve@else.example", "[43] Spam").text("Hello").bytes());
      source("far", sftpSource(sftp));
      source("mail", mailSource(mail));
      Map<String, Long> before = inboxFiles();
      List<Explanation> seen = new ArrayList<>();
      List<Finding> away = new ArrayList<>();

      List<String> settings = new ArrayList<>(List.of(deliveringTo(procore, "north-secret")));
      settings.add("--probe.password=" + MailHost.PASSWORD);
      try (Look look = open(settings.toArray(String[]::new))) {
        look.explainAll(seen::add, away::add);
      }

      assertThat(away).isEmpty();
      assertThat(seen)
          .extracting(Explanation::source, Explanation::project, Explanation::target)
          .contains(
              tuple("inbox", 42L, "images"),
              tuple("far", 44L, "images"),
              tuple("mail", 43L, "images"));
      assertThat(seen)
          .extracting(Explanation::refusal)
          .anyMatch(why -> why != null && why.startsWith("report.pdf is no picture"))
          .anyMatch(why -> why != null && why.startsWith("Rejected: "));
      assertThat(inboxFiles()).isEqualTo(before);
      assertThat(served.resolve("inbox/44/images/far.jpg")).exists();
      assertThat(mail.count("INBOX")).isEqualTo(2);
      assertThat(mail.isSeen("INBOX")).isFalse();
    }
  }

  private String sftpSource(SftpServer sftp) throws IOException {
    return """
        - templatedRoute:
            routeTemplateRef: sftp-source
            routeId: intake-far
            parameters:
              - {name: name, value: far}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%d"}
              - {name: user, value: %s}
              - {name: password, value: "{{far.password}}"}
              - {name: directory, value: /inbox}
              - {name: knownHosts, value: "%s"}
        """
        .formatted(sftp.port(), SftpServer.USER, sftp.knownHosts(folder.resolve("known_hosts")))
        .replace("{{far.password}}", SftpServer.PASSWORD);
  }

  private static String mailSource(MailHost mail) {
    return """
        - templatedRoute:
            routeTemplateRef: mailbox-source
            routeId: intake-mail
            parameters:
              - {name: name, value: mail}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%d"}
              - {name: username, value: %s}
              - {name: password, value: "{{probe.password}}"}
              - {name: trustedCertificates, value: "%s"}
              - {name: allowedSenders, value: builders.example}
              - {name: answers, value: "false"}
        """
        .formatted(
            mail.imapPort(), MailHost.MAILBOX, dev.sitedrop.intake.mail.TestCertificate.pem());
  }

  private List<Finding> check(String... settings) {
    List<Finding> found = new ArrayList<>();
    try (Look look = open(settings)) {
      look.check(CheckScope.ALL, found::add);
    }
    return found;
  }

  private static String[] deliveringTo(SandboxServer procore, String secret) {
    return new String[] {
      "--procore.client-id=north-client",
      "--procore.client-secret=" + secret,
      "--procore.company-id=7",
      "--procore.api-url=" + procore.origin(),
      "--procore.login-url=" + procore.origin()
    };
  }

  @Test
  void aCheckLooksAtEachThing() throws IOException {
    try (SandboxServer procore = SandboxServer.start("north", 7)) {
      List<Finding> found = check(deliveringTo(procore, "north-secret"));

      assertThat(found).as("all are in order").allMatch(Finding::ok);
      assertThat(found)
          .extracting(Finding::what)
          .contains(
              "settings",
              "routes",
              "rules",
              "ledger",
              "disk",
              "clock",
              "login",
              "project",
              "source");
      assertThat(procore.view().account().path("images")).isEmpty();
    }
  }

  @Test
  void aCheckTellsWhatIsNotInOrderAndWhatToDo() throws IOException {
    source(
        "far",
        """
        - templatedRoute:
            routeTemplateRef: sftp-source
            routeId: intake-far
            parameters:
              - {name: name, value: far}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "1"}
              - {name: user, value: ann}
              - {name: password, value: x}
              - {name: directory, value: /inbox}
        """);
    try (SandboxServer procore = SandboxServer.start("north", 7)) {
      List<String> settings = new ArrayList<>(List.of(deliveringTo(procore, "wrong")));
      settings.add("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/sitedrop");
      settings.add("--spring.datasource.password=canary");
      settings.add("--sitedrop.spool=s3://photos/spool");
      settings.add("--spool.s3-endpoint=http://127.0.0.1:1");
      List<Finding> wrongSecret = check(settings.toArray(String[]::new));
      procore
          .faults()
          .refuse("GET /rest/v1.0/images", 1, 403, Map.of(), "{\"errors\":\"no rights\"}");
      List<Finding> noRights = check(deliveringTo(procore, "north-secret"));

      assertThat(bad(wrongSecret, "login")).contains("PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET");
      assertThat(bad(wrongSecret, "ledger"))
          .isEqualTo("PostgreSQL: it cannot be reached. Look whether it runs, and at its address");
      assertThat(bad(wrongSecret, "spool")).startsWith("s3://photos/spool: ");
      assertThat(wrongSecret.toString()).doesNotContain("canary");
      assertThat(bad(wrongSecret, "source")).contains("far: sftp://ann@127.0.0.1:1");
      assertThat(bad(noRights, "project"))
          .contains("photos cannot be read (Procore answered 403")
          .contains("can be read: albums, accident logs");
      assertThat(bad(noRights, "access")).startsWith("403 in a project where something else can");
      assertThat(wrongSecret.toString()).doesNotContain("wrong,");
    }
  }

  @Test
  void aCheckTellsOfEachFileThatIsNoUsableSourceAndOfAFolderThatIsMissing() throws Exception {
    Path served = Files.createDirectories(folder.resolve("served"));
    try (SandboxServer procore = SandboxServer.start("north", 7);
        SftpServer sftp = new SftpServer(served)) {
      source("far", sftpSource(sftp).replace("/inbox", "/office"));
      source("first", "\tno YAML");
      source("second", "- templatedRoute:\n    routeTemplateRef: folder-sauce\n");
      Files.writeString(routes.resolve("sources/third.yml"), "");

      List<Finding> found = check(deliveringTo(procore, "north-secret"));

      assertThat(found)
          .filteredOn(one -> one.what().equals("source file"))
          .allMatch(one -> !one.ok())
          .extracting(Finding::told)
          .containsExactly(
              routes
                  + "/sources/first.camel.yaml: line 1, column 1: a tab stands here; indent with spaces",
              routes
                  + "/sources/second.camel.yaml: line 2, column 23: there is no template"
                  + " 'folder-sauce'; write 'folder-source'; there are folder-source, ftps-source,"
                  + " mailbox-source, sftp-source",
              routes + "/sources/third.yml: it is not read; rename it to third.camel.yaml");
      assertThat(bad(found, "source"))
          .endsWith(
              " /office: /office: it is not there. Correct the source's directory, or make it");
      List<Finding> away = new ArrayList<>();
      try (Look look = open(deliveringTo(procore, "north-secret"))) {
        look.explainAll(seen -> {}, away::add);
      }
      assertThat(away).extracting(Finding::what).contains(routes + "/sources/first.camel.yaml");
    }
  }

  private static String bad(List<Finding> found, String what) {
    return found.stream()
        .filter(one -> one.what().equals(what) && !one.ok())
        .map(Finding::told)
        .findFirst()
        .orElseThrow(() -> new AssertionError(found.toString()));
  }

  @Test
  void aMistakeInASettingIsTold() {
    assertThatThrownBy(() -> check("--delivery.workers=0"))
        .isInstanceOf(CannotLook.class)
        .hasMessageContaining("DELIVERY_WORKERS is '0'.");
    assertThatThrownBy(() -> check("--intake.web.max-files=0"))
        .hasMessageContaining("INTAKE_WEB_MAX_FILES is '0'.");
    assertThatThrownBy(() -> check("--intake.rules[0].then.project=x"))
        .hasMessageStartingWith("Rule 1 (intake.rules[0]): then.project is 'x'");
  }
}
