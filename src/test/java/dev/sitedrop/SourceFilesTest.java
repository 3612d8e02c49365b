package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Source files that change while SiteDrop runs, in a copy of the shipping routes. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class SourceFilesTest {
  private static final Path ROUTES = RoutesCopy.create();

  @Autowired private CamelContext camel;

  @Value("${sitedrop.home}")
  private Path home;

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", ROUTES::toString);
  }

  private Path write(String routeId) throws IOException {
    String inbox = Files.readString(ROUTES.resolve("sources/inbox.camel.yaml"));
    String scanner =
        inbox
            .replace("routeId: intake-inbox", "routeId: " + routeId)
            .replace("value: inbox", "value: scanner")
            .replace("{{sitedrop.home}}/inbox", home.toAbsolutePath() + "/scans");
    return Files.writeString(ROUTES.resolve("sources/scanner.camel.yaml"), scanner);
  }

  private Stream<String> sources() {
    return camel.getRoutes().stream()
        .map(Route::getEndpoint)
        .map(Object::toString)
        .filter(endpoint -> endpoint.startsWith("inbox:"));
  }

  @Test
  void aSecondSourceNeverTakesThePlaceOfTheFirst(CapturedOutput output) throws IOException {
    Path scanner = write("intake-inbox");
    await().until(() -> output.getOut().contains("the route id 'intake-inbox' is taken already"));
    assertThat(sources()).singleElement().asString().contains("inbox://inbox?");

    write("intake-scanner");
    await().until(() -> sources().count() == 2);

    Files.delete(scanner);
    await().until(() -> sources().count() == 1);
    assertThat(sources()).singleElement().asString().contains("inbox://inbox?");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "value: scanner | value: inbox | the name 'inbox' is taken already",
        "/scans | /sitedrop/inbox/42 | lie in one another",
        "name: directory | name: folder | folder-source has no parameter 'folder'; it has company,",
        "folder-source | folder-sauce | folder-sauce",
        "parameters: | parameters: [ | line 5, column 17: the bracket that opens here is not closed",
        "- templatedRoute: | templatedRoute: | the hyphen is missing; begin with '- templatedRoute:'",
        "name: name | name: project | folder-source needs the parameter name; write '- name: name'",
        "- name: name | '- {name: project, value: abc}\n      - name: name' | project is 'abc'; it",
        "- name: name | '- {name: parallel, value: 0}\n      - name: name' | parallel is 0; it may",
        "- name: name | '- {name: pollDelay, value: often}\n      - name: name' | pollDelay is 'often'; it may be a whole number",
        "- name: name | '- {name: settleTime, value: later}\n      - name: name' | settleTime is 'later'; it may be a time",
        "- name: name | '- {name: target, value: plans}\n      - name: name' | target is 'plans'",
        "- templatedRoute: | '- templatedRoute: 5\n- templatedRoute:' | 'templatedRoute' is empty",
        "- templatedRoute: | '- foo: 5\n- templatedRoute:' | 'foo' is nothing that can be listed here",
      })
  void aMistakeIsToldInPlainWords(String right, String wrong, String told, CapturedOutput output)
      throws IOException {
    Path scanner = write("intake-scanner");
    String inbox = home.toAbsolutePath() + "/inbox";
    Files.writeString(
        scanner,
        Files.readString(scanner)
            .replace(right, wrong)
            .replace(home.toAbsolutePath() + "/sitedrop/inbox", inbox));

    await().until(() -> output.getOut().contains("scanner.camel.yaml cannot be used"));
    assertThat(output.getOut().lines().filter(line -> line.contains("cannot be used")))
        .singleElement()
        .asString()
        .contains(told)
        .doesNotContain("Exception", "null");
    assertThat(sources()).singleElement().asString().contains("inbox://inbox?");
    Files.delete(scanner);
  }

  /** It may be a password that is not in quotes, or stands where its name should. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "value: *S3cr3t-1",
        "value: @S3cr3t-1",
        "value: a: S3cr3t-1",
        "value: {{S3cr3t-1}}",
        "value:S3cr3t-1",
        "value: x\n        S3cr3t-1: name",
        "value: x\n      - {name: S3cr3t-1, value: password}"
      })
  void aMistakeIsToldWithoutTheValue(String wrong, CapturedOutput output) throws IOException {
    Path scanner = write("intake-scanner");
    Files.writeString(scanner, Files.readString(scanner).replace("value: scanner", wrong));

    await().until(() -> output.getOut().contains("scanner.camel.yaml cannot be used"));
    assertThat(output.getAll()).doesNotContain("S3cr3t");
    Files.delete(scanner);
  }

  @Test
  void whatIsNoSourceFileByItsSizeOrKindIsNotRead(CapturedOutput output) throws IOException {
    Path huge = write("intake-scanner").resolveSibling("huge.camel.yaml");
    Files.write(huge, new byte[2_000_000]);
    Path endless = huge.resolveSibling("endless.camel.yaml");
    Files.createSymbolicLink(endless, Path.of("/dev/zero"));

    await().until(() -> output.getOut().contains("larger than 1 MB"));
    await().until(() -> output.getOut().contains("no file but a pipe or a device"));
    Files.delete(huge);
    Files.delete(endless);
    Files.delete(huge.resolveSibling("scanner.camel.yaml"));
    await().until(() -> sources().count() == 1);
  }

  @Test
  void aSourceThatCannotStartGoesOnAsBeforeAndIsTakenUpWhenItIsCorrected(CapturedOutput output)
      throws IOException {
    Path scanner = write("intake-scanner");
    String good = Files.readString(scanner);
    await().until(() -> sources().count() == 2);

    Files.writeString(scanner, good.replace(home.toAbsolutePath() + "/scans", "/proc/nope"));
    await().until(() -> output.getOut().contains("/proc/nope is not there and cannot be created"));
    assertThat(output.getOut()).contains("Its source goes on as before");
    assertThat(sources()).hasSize(2);

    Files.writeString(scanner, good.replace("/scans", "/scans2"));
    await().until(() -> output.getOut().contains("scanner.camel.yaml was taken up"));
    await().until(() -> sources().anyMatch(endpoint -> endpoint.contains("scans2")));

    Files.delete(scanner);
    await().until(() -> sources().count() == 1);
  }

  @Test
  void aMistakeThatIsTakenAwayAndPutBackIsToldAgain(CapturedOutput output) throws IOException {
    Path scanner = write("intake-scanner");
    String good = Files.readString(scanner);
    String bad = good.replace(home.toAbsolutePath() + "/scans", "/proc/nope");
    Files.writeString(scanner, bad);
    await().until(() -> timesTold(output) == 1);

    Files.delete(scanner);
    await().until(() -> sources().count() == 1);
    Path other = Files.writeString(ROUTES.resolve("sources/other.camel.yaml"), good);
    await().until(() -> sources().count() == 2); // so it was seen that the first one is gone
    Files.delete(other);
    await().until(() -> sources().count() == 1);
    Files.writeString(scanner, bad);

    await().until(() -> timesTold(output) == 2);
    Files.delete(scanner);
  }

  private static long timesTold(CapturedOutput output) {
    return output
        .getOut()
        .lines()
        .filter(line -> line.contains("scanner.camel.yaml cannot be used"))
        .count();
  }
}
