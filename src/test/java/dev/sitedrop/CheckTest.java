package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.StubProcore.Reply;
import dev.sitedrop.cli.CheckScope;
import dev.sitedrop.cli.Finding;
import dev.sitedrop.cli.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** What a check tells of an account's rights in Procore. */
class CheckTest {
  private static final String IMAGES = "GET /rest/v1.0/images\\?.*";
  private static final String LOGS = "GET /rest/v1.0/projects/\\d+/accident_logs.*";
  private static final String LIST = "GET /rest/v1.0/projects\\?.*";

  @TempDir private Path folder;
  private StubProcore procore;

  /** A look says nothing to the log, of which there is one for all tests of a process. */
  @AfterAll
  static void theLogSpeaksAgain() {
    LoggingSystem log = LoggingSystem.get(CheckTest.class.getClassLoader());
    log.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    log.setLogLevel("sitedrop", LogLevel.INFO);
  }

  @BeforeEach
  void start() throws IOException {
    procore = new StubProcore();
  }

  @AfterEach
  void stop() {
    procore.close();
  }

  private List<Finding> check(CheckScope scope, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("--sitedrop.home=" + folder.resolve("home"));
    if (all.stream().noneMatch(one -> one.startsWith("--sitedrop.routes="))) {
      all.add("--sitedrop.routes=" + RoutesCopy.create());
    }
    List<Finding> found = new ArrayList<>();
    try (Look look = Looking.open(all.toArray(String[]::new))) {
      look.check(scope, found::add);
    }
    return found;
  }

  private List<Finding> check(CheckScope scope) {
    return check(scope, company("procore", "7", procore.origin(), "client-secret"));
  }

  private static String[] company(String prefix, String id, String origin, String secret) {
    return new String[] {
      "--" + prefix + ".client-id=north-client",
      "--" + prefix + ".client-secret=" + secret,
      "--" + prefix + ".company-id=" + id,
      "--" + prefix + ".api-url=" + origin,
      "--" + prefix + ".login-url=" + origin
    };
  }

  private static CheckScope project(String id) {
    return new CheckScope(null, List.of(id), false);
  }

  private static CheckScope writeTest(String id) {
    return new CheckScope(null, List.of(id), true);
  }

  private static String told(List<Finding> found, Finding.State state, String what) {
    return found.stream()
        .filter(one -> one.what().equals(what) && one.state() == state)
        .map(Finding::told)
        .collect(Collectors.joining("\n"));
  }

  private static String ok(List<Finding> found, String what) {
    return told(found, Finding.State.OK, what);
  }

  private static String bad(List<Finding> found, String what) {
    return told(found, Finding.State.BAD, what);
  }

  @Test
  void anAccountThatMayReadEverythingIsToldAsSuchWithWhatCannotBeKnown() {
    List<Finding> found = check(CheckScope.ALL);

    assertThat(found).allMatch(Finding::ok);
    assertThat(ok(found, "projects")).isEqualTo("the account sees 1 project");
    assertThat(ok(found, "project"))
        .isEqualTo("42 Tower: photos, albums and accident logs can be read");
    assertThat(found)
        .filteredOn(one -> one.state() == Finding.State.UNKNOWN)
        .extracting(Finding::what)
        .containsExactly("writing", "private", "projects", "file types");
    assertThat(procore.calls("(POST|PATCH|PUT) .*")).containsOnly("POST /oauth/token").hasSize(1);
  }

  @Test
  void aRefusedReadIsToldWithItsRequestIdAndWhoCanChangeIt() {
    procore.on(LOGS, Reply.of(403, "{\"errors\":\"no\"}"));

    List<Finding> found = check(CheckScope.ALL);

    assertThat(bad(found, "project"))
        .isEqualTo(
            "42 Tower: accident logs cannot be read (Procore answered 403 (no), x-request-id"
                + " req-403); can be read: photos, albums");
    assertThat(bad(found, "access"))
        .contains("the app's developer", "a project administrator")
        .doesNotContain("not connected");
  }

  @Test
  void aProjectThatIsNotThereIsToldAsSuch() {
    procore.on("GET .*99.*", Reply.of(404, "{\"message\":\"Not Found\"}"));

    List<Finding> found = check(project("99"));

    assertThat(bad(found, "project"))
        .isEqualTo(
            "99 (not listed): photos, albums, accident logs cannot be read (Procore answered 404"
                + " (Not Found), x-request-id req-404)");
    assertThat(bad(found, "access")).contains("there is no project of this id in the company");
    assertThat(procore.calls(".*[/=]42.*")).isEmpty();
  }

  @Test
  void aProjectWhereAllIsForbiddenHasFourCauses() {
    procore.on("GET .*99.*", Reply.of(403, "<html>Forbidden</html>"));

    List<Finding> found = check(project("99"));

    assertThat(bad(found, "access"))
        .contains("403 has four causes")
        .contains("the app's manifest lacks", "turned off", "not permitted", "not connected")
        .contains("docs/procore.md");
  }

  @Test
  void anAppThatIsNotConnectedIsToldOnce() {
    procore.on(LIST, Reply.of(403, "{\"errors\":\"App is not connected to this company\"}"));

    List<Finding> found = check(CheckScope.ALL);

    assertThat(bad(found, "projects"))
        .contains("App is not connected to this company", "x-request-id req-403")
        .contains("a company administrator installs it", "company id");
    assertThat(procore.calls("GET /rest.*")).hasSize(1);
  }

  @Test
  void aTokenThatTheApiDoesNotTakeIsNotTheCredentialsFault() {
    procore.on("GET /rest.*", Reply.of(401, "{\"error\":\"invalid_token\"}"));

    List<Finding> found = check(CheckScope.ALL);

    assertThat(ok(found, "login")).isNotEmpty();
    assertThat(bad(found, "projects"))
        .contains("401 with a new token", "PROCORE_ENVIRONMENT", "approved for production");
    assertThat(procore.calls("POST /oauth/token")).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aLoginThatIsNoLoginIsToldWithItsSetting() {
    procore.on("POST /oauth/token", new Reply(302, "", Map.of("Location", "https://x.example/")));

    List<Finding> found = check(CheckScope.ALL);

    assertThat(bad(found, "login")).contains("answered 302", "PROCORE_LOGIN_URL");
    assertThat(procore.calls("GET /rest.*")).isEmpty();
  }

  @Test
  void ofManyProjectsTheFirstAreLookedAt() {
    procore.on(
        LIST,
        call ->
            Reply.of(
                200,
                IntStream.rangeClosed(1, 25)
                    .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"P\"}")
                    .collect(Collectors.joining(",", "[", "]"))));

    List<Finding> found = check(CheckScope.ALL);

    assertThat(ok(found, "projects")).isEqualTo("the account sees 25 projects");
    assertThat(told(found, Finding.State.UNKNOWN, "projects")).contains("only 20 of 25");
    assertThat(procore.calls("GET /rest.*")).hasSize(2 + 20 * 3);
  }

  @Test
  void aProcoreThatDoesNotAnswerIsNotAskedOn() {
    procore.on(LIST, Reply.of(200, "[{\"id\":1},{\"id\":2},{\"id\":3}]"));
    procore.on(IMAGES + "|" + LOGS + "|.*image_categories.*", Reply.of(500, ""));

    List<Finding> found = check(CheckScope.ALL);

    assertThat(bad(found, "procore")).contains("it does not answer");
    assertThat(bad(found, "access")).isEmpty();
    assertThat(procore.calls("GET .*(images|image_categories|accident_logs).*")).hasSize(3);
  }

  @Test
  void aPageThatIsLargerThanIsReadCanBeRead() {
    procore.on(IMAGES, Reply.of(200, "[\"" + "x".repeat(2_000_000) + "\"]"));

    List<Finding> found = check(CheckScope.ALL);

    assertThat(ok(found, "project")).contains("photos, albums and accident logs can be read");
  }

  @Test
  void ofSeveralCompaniesEachIsLookedAtAndAProjectIsAskedForWhereItIs() throws IOException {
    try (StubProcore south = new StubProcore()) {
      south.on(LIST, Reply.of(200, "[{\"id\":77,\"name\":\"Bridge\"}]"));
      List<String> settings = new ArrayList<>();
      settings.addAll(List.of(company("procore.companies.north", "7", procore.origin(), "secret")));
      settings.addAll(List.of(company("procore.companies.south", "8", south.origin(), "secret")));
      settings.add("--sitedrop.routes=" + CompanySources.copyFor("north", "south"));
      String[] both = settings.toArray(String[]::new);

      List<Finding> all = check(CheckScope.ALL, both);
      assertThat(ok(all, "project")).contains("north: 42 Tower: ", "south: 77 Bridge: ");

      List<Finding> one = check(project("77"), both);
      assertThat(ok(one, "project")).startsWith("south: 77 Bridge: ").doesNotContain("north");

      List<Finding> company = check(new CheckScope("North", List.of(), false), both);
      assertThat(ok(company, "project")).startsWith("north: ").doesNotContain("south");

      List<Finding> none = check(new CheckScope("east", List.of(), false), both);
      assertThat(bad(none, "company"))
          .isEqualTo("there is none called 'east'. There is north, south");
    }
  }

  @Test
  void aWriteTestCreatesOneUploadAndNothingElse() {
    try (SandboxServer sandbox = SandboxServer.start("north", 7)) {
      List<Finding> found =
          check(writeTest("42"), company("procore", "7", sandbox.origin(), "north-secret"));

      assertThat(found).allMatch(Finding::ok);
      assertThat(ok(found, "write test"))
          .contains("42 Project 42: upload ", " was created", "deletes it within a week");
      assertThat(ok(found, "storage")).contains("bytes go to 127.0.0.1");
      assertThat(sandbox.view().counts().path("image_count").asInt()).isZero();
      assertThat(sandbox.view().counts().path("calls").properties())
          .extracting(Map.Entry::getKey)
          .filteredOn(call -> call.matches("(POST|PUT|PATCH) .*"))
          .hasSize(2)
          .contains("POST /oauth/token")
          .anyMatch(call -> call.endsWith("/uploads"));
    }
  }

  @Test
  void aWriteTestTellsWhereBytesMayNotGo() {
    procore.on(
        "POST /rest.*uploads",
        Reply.of(
            201, "{\"uuid\":\"U1\",\"segments\":[{\"url\":\"https://s3.zone.example/x?k\"}]}"));

    List<Finding> found = check(writeTest("42"));

    assertThat(ok(found, "write test")).contains("upload U1 was created");
    assertThat(bad(found, "storage"))
        .contains(
            "set PROCORE_STORAGE_HOSTS=amazonaws.com,procore.com,procoregov.com,s3.zone.example");
    assertThat(procore.calls("(POST|PATCH|PUT) /rest.*")).hasSize(1);
  }

  @Test
  void aWriteTestThatIsRefusedIsTold() {
    procore.on("POST /rest.*uploads", Reply.of(403, "{\"message\":\"read only\"}"));

    List<Finding> found = check(writeTest("42"));

    assertThat(bad(found, "write test")).contains("403 (read only), x-request-id req-403");
    assertThat(bad(found, "access")).contains("the app's manifest lacks the right");
  }
}
