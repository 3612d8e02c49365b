package dev.sitedrop.cli;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.Faults;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import picocli.CommandLine;

/** The commands that ask a running SiteDrop: what they print, and how they end. */
@SiteDropTest
@Import(Faults.class)
class CommandLineTest {
  @LocalServerPort private int port;
  @Autowired private Faults faults;
  @TempDir private Path folder;

  /** What a command printed, and how it ended. */
  private record Ended(int exit, String out, String err) {}

  @AfterEach
  void heal() {
    faults.clear();
  }

  private Ended sitedrop(String... arguments) {
    return sitedropAt("http://127.0.0.1:" + port, arguments);
  }

  private static Ended sitedropAt(String url, String... arguments) {
    return sitedropAt(url, new StringWriter(), arguments);
  }

  /** Shows what is written to {@code err} while the command goes on. */
  private static Ended sitedropAt(String url, StringWriter err, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(1, "--url=" + url);
    StringWriter out = new StringWriter();
    CommandLine line =
        Commands.line(
            new Program() {
              @Override
              public void run(String[] settings) {}

              @Override
              public Look look(String[] settings) {
                throw new CannotLook("not here");
              }
            });
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exit = line.execute(all.toArray(String[]::new));
    return new Ended(exit, out.toString(), err.toString());
  }

  private Path photo(String name, long seed) throws Exception {
    return Files.write(folder.resolve(name), Samples.jpeg(30_000, seed));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  /** Sends a photo that Procore does not take at first. */
  private String failed(String name, long seed) throws Exception {
    faults.refuse(
        "POST /rest/v1.0/images", 1, 422, Map.of(), "{\"errors\":{\"base\":[\"no room\"]}}");
    Ended sent =
        sitedrop("send", photo(name, seed).toString(), "--project=72", "--to=images", "--json");
    assertThat(sent.exit()).isEqualTo(Exit.FAILED);
    return json(sent.out()).path("id").asText();
  }

  @Test
  void sendWaitsAndPrintsTheReceipt() throws Exception {
    Path photo = photo("Fenster “süd” 100%.jpg", 1);

    Ended sent = sitedrop("send", photo.toString(), "--project=70", "--description=Südseite");

    JsonNode image = new SandboxView(port).images(70).get(0);
    assertThat(sent.err()).isEmpty();
    assertThat(sent.out())
        .startsWith(
            "Fenster “süd” 100%.jpg is image " + image.path("id").asText() + " of project 70")
        .contains("\n  http://127.0.0.1:" + port + "/storage/downloads/");
    assertThat(sent.exit()).isEqualTo(Exit.OK);
    assertThat(image.path("description").asText()).isEqualTo("Südseite");
    assertThat(image.path("image_name").asText()).isEqualTo("Fenster “süd” 100%.jpg");
    assertThat(sitedrop("send", photo.toString(), "--project=70").out())
        .contains(", where it was already");
  }

  @Test
  void sendMakesOneAccidentLogOfAllFiles() throws Exception {
    Ended sent =
        sitedrop(
            "send",
            photo("a.jpg", 2).toString(),
            Samples.file("incident-report.pdf").toString(),
            "--project=71",
            "--to=accident_logs",
            "--comments=A pallet fell",
            "--field=time_hour=9");

    JsonNode log = new SandboxView(port).accidentLogs(71).get(0);
    assertThat(sent.out())
        .startsWith("a.jpg and 1 more is accident log " + log.path("id").asText());
    assertThat(log.path("comments").asText()).isEqualTo("A pallet fell");
    assertThat(log.path("time_hour").asInt()).isEqualTo(9);
  }

  @Test
  void oneFileThatIsRefusedDoesNotHoldBackTheOthers() throws Exception {
    Ended sent =
        sitedrop(
            "send",
            Samples.file("incident-report.pdf").toString(),
            photo("b.jpg", 3).toString(),
            "--project=73");

    assertThat(sent.exit()).isEqualTo(Exit.FAILED);
    assertThat(sent.err()).contains("incident-report.pdf is no picture but application/pdf");
    assertThat(sent.out()).startsWith("b.jpg is image ");
  }

  @Test
  void sendNeedNotWait() throws Exception {
    Ended sent = sitedrop("send", photo("c.jpg", 4).toString(), "--project=74", "--no-wait");

    assertThat(sent.out()).startsWith("c.jpg is accepted as delivery ");
    assertThat(sent.exit()).isEqualTo(Exit.OK);
    await()
        .until(() -> sitedrop("list", "--project=74", "--state=delivered").out(), not(""::equals));
  }

  @Test
  void whatHasFailedIsShownRetriedAndDiscarded() throws Exception {
    String retried = failed("d.jpg", 5);
    String discarded = failed("e.jpg", 6);

    assertThat(sitedrop("list", "--state=failed", "--project=72").out())
        .contains(retried, discarded, "d.jpg for project 72 has failed: ", "no room");
    assertThat(sitedrop("show", retried).out())
        .contains("State        failed", "File         d.jpg (30 kB, image/jpeg, sha256 ")
        .contains("Attempt 1", " failed: ", "Arrived      ", " from cli as d.jpg")
        .contains("/rest/v1.0/images: 422");
    assertThat(sitedrop("retry", retried)).isEqualTo(new Ended(0, "d.jpg is tried again\n", ""));
    Ended discard = sitedrop("discard", discarded, "--reason=blurred");
    assertThat(discard).isEqualTo(new Ended(0, "e.jpg is discarded\n", ""));
    assertThat(sitedrop("show", discarded).out()).contains("Discarded ", ": blurred");
    Ended again = sitedrop("retry", "none", discarded);
    assertThat(again.exit()).isEqualTo(Exit.FAILED);
    assertThat(again.err()).contains("none: There is no ");
    assertThat(again.out()).contains("e.jpg is tried again");
  }

  @Test
  void refusedFilesAreFound() throws Exception {
    Path report = Files.copy(Samples.file("incident-report.pdf"), folder.resolve("floor plan.pdf"));
    Ended sent = sitedrop("send", report.toString(), "--project=78", "--to=images");

    Ended search = sitedrop("list", "--text=Floor Plan");
    Ended refused = sitedrop("list", "--state=refused", "--text=Floor Plan");

    assertThat(search.out()).isEmpty();
    assertThat(search.err())
        .isEqualTo(
            "1 refused file matches. See it with: sitedrop list --state refused --text 'Floor"
                + " Plan'\n");
    assertThat(refused.err()).isEmpty();
    assertThat(refused.out())
        .matches(
            "refused    \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  floor plan.pdf from cli:"
                + " \\Q"
                + sent.err().strip()
                + "\\E It was not kept. Send it again when it is right.\n");
    assertThat(
            json(sitedrop("list", "--state=refused", "--text=Floor Plan", "--json").out())
                .path("name")
                .asText())
        .isEqualTo("floor plan.pdf");
    assertThat(sitedrop("list", "--state=refused", "--project=78").err())
        .contains("refused files belong to no project");
  }

  @Test
  void whatIsUnderWayIsToldAsItIs() throws Exception {
    faults.refuse("PUT /storage/.*", 1, 503, Map.of("Retry-After", "300"), "");
    String id =
        json(sitedrop(
                    "send",
                    photo("waits.jpg", 20).toString(),
                    "--project=79",
                    "--no-wait",
                    "--json")
                .out())
            .path("delivery")
            .asText();
    await().until(() -> sitedrop("show", id).out(), out -> out.contains("Tried next"));
    assertThat(sitedrop("show", id).out())
        .containsPattern("Tried next   20\\d\\d-")
        .contains("Attempt 1");

    sitedrop("discard", id, "--reason=a test");

    assertThat(sitedrop("show", id).out())
        .containsPattern("Discarded    20\\d\\d-.* \\(no login\\): a test");
  }

  @Test
  void allOfAKindAreRetried() throws Exception {
    failed("f.jpg", 7);

    assertThat(sitedrop("retry", "--all", "--text=f.jpg").out()).isEqualTo("1 is tried again\n");
    assertThat(sitedrop("retry", "--all", "--text=nothing").out()).isEqualTo("0 are tried again\n");
    assertThat(sitedrop("retry").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void statusTellsHowAllStands() {
    assertThat(sitedrop("status").out())
        .containsPattern("\\d+ under way, \\d+ waiting, \\d+ failed, \\d+ delivered today")
        .contains("Watching       inbox: ")
        .contains("Delivering to  the built-in sandbox, company 1");
  }

  @Test
  void anOutageIsToldByStatusAndBySendAndByTheExitCode() throws Exception {
    sitedrop("status", "--mark-seen");
    sitedrop("list", "--state=failed", "--json")
        .out()
        .lines()
        .forEach(line -> sitedrop("discard", id(line), "--reason=over"));
    assertThat(await().until(() -> sitedrop("status"), ended -> ended.exit() == Exit.OK).out())
        .startsWith("All is well.");

    faults.refuse("(POST|PATCH|GET|PUT) /(rest|storage)/.*", 100_000, 500, Map.of(), "");
    StringWriter told = new StringWriter();
    CompletableFuture<Ended> send =
        CompletableFuture.supplyAsync(
            () ->
                sitedropAt(
                    "http://127.0.0.1:" + port, told, "send", path("out.jpg", 31), "--project=78"));

    Ended status =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> sitedrop("status"), ended -> ended.exit() == Exit.HELD_UP);
    assertThat(status.out())
        .contains("Held up        Procore is not responding. Since ")
        .contains("0 under way, 1 waiting")
        .contains("Waiting        1: Procore is not responding.")
        .contains("Done           no estimate (1 left)");

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> told.toString().contains("Waiting: Procore is not responding. Since "));
    faults.clear();
    assertThat(send.get(60, TimeUnit.SECONDS).exit()).isEqualTo(Exit.OK);
  }

  private static String id(String line) {
    try {
      return json(line).path("id").asText();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String path(String name, long seed) {
    try {
      return photo(name, seed).toString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void jsonIsOneDocumentALineAndNothingElse() throws Exception {
    sitedrop("send", photo("g.jpg", 8).toString(), "--project=75");
    sitedrop("send", photo("h.jpg", 9).toString(), "--project=75");

    Ended list = sitedrop("list", "--project=75", "--json", "--limit=1");

    assertThat(list.out().lines()).hasSize(1);
    assertThat(json(list.out()).path("name").asText()).isEqualTo("h.jpg");
    assertThat(list.err()).isEmpty();
    assertThat(json(sitedrop("status", "--json").out()).has("failed")).isTrue();
  }

  @Test
  void aNameFromOutsideDoesNotSteerTheTerminal() throws Exception {
    sitedrop("send", photo("i\u001b[31m\u202Egpj.jpg", 10).toString(), "--project=76");

    assertThat(sitedrop("list", "--project=76").out())
        .contains("i\\u001B[31m\\u202Egpj.jpg is image ")
        .doesNotContain("\u001b");
  }

  @Test
  void whereNoSiteDropAnswersItSaysHowToStartOne() {
    Ended status = sitedropAt("http://127.0.0.1:1", "status");

    assertThat(status.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(status.out()).isEmpty();
    assertThat(status.err())
        .contains("No SiteDrop answers at http://127.0.0.1:1 (")
        .contains("Start one with: sitedrop run. If it runs elsewhere, set SITEDROP_URL.");
  }

  @Test
  void aMistakeOnTheCommandLineIsTold() throws Exception {
    assertThat(sitedrop("send", "nothing.jpg").err())
        .contains("'nothing.jpg' is no file that can be read.")
        .endsWith("See sitedrop send --help\n")
        .hasLineCount(2);
    assertThat(sitedrop("send", "nothing.jpg").exit()).isEqualTo(Exit.USAGE);
    assertThat(sitedrop("discard", "x").exit()).isEqualTo(Exit.USAGE);
    assertThat(sitedropAt("ftp://x", "status").err()).contains("--url is 'ftp://x'. Set it to an");
    assertThat(sitedrop("list", "--state=lost").err()).contains("state is 'lost'; it may be");
    assertThat(
            sitedrop("send", photo("j.jpg", 11).toString(), "--project=77", "--field=starred")
                .exit())
        .isEqualTo(Exit.USAGE);
  }

  @Test
  void withoutACommandAllIsSettings() {
    assertThat(Commands.isStart(new String[] {})).isTrue();
    assertThat(Commands.isStart(new String[] {"--server.port=0"})).isTrue();
    assertThat(Commands.isStart(new String[] {"--help"})).isFalse();
    assertThat(Commands.isStart(new String[] {"status"})).isFalse();
  }

  @Test
  void aPasswordThatOthersCouldReadOnItsWayIsTold() {
    assertThat(ServerOptions.isReadableOnItsWay(URI.create("http://s.example:8080"))).isTrue();
    assertThat(ServerOptions.isReadableOnItsWay(URI.create("https://s.example"))).isFalse();
    assertThat(ServerOptions.isReadableOnItsWay(URI.create("http://127.0.0.1:8080"))).isFalse();
    assertThat(ServerOptions.isReadableOnItsWay(URI.create("http://127.example"))).isTrue();
  }

  @Test
  void theAddressIsThatOfASiteDropWithTheSameSettings() {
    assertThat(ServerOptions.otherwise(Map.of())).isEqualTo("http://127.0.0.1:8080");
    assertThat(ServerOptions.otherwise(Map.of("SERVER_PORT", "9000")))
        .isEqualTo("http://127.0.0.1:9000");
    assertThat(ServerOptions.otherwise(Map.of("SITEDROP_URL", "https://s.example")))
        .isEqualTo("https://s.example");
  }
}
