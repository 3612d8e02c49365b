package dev.sitedrop.needs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Nothing is skipped without a word. */
class SkippedTestsTest {
  private static final Instant BEGAN = Instant.parse("2026-11-24T10:00:00Z");

  @TempDir private Path folder;

  @AfterEach
  void withThePrograms() {
    System.clearProperty("programs.path");
  }

  private void report(String name, String content) throws IOException {
    Path file = folder.resolve("TEST-dev.sitedrop." + name + ".xml");
    Files.writeString(
        file,
        "<testsuite name='dev.sitedrop." + name + "'>" + content.formatted(name) + "</testsuite>");
    Files.setLastModifiedTime(file, FileTime.from(BEGAN));
  }

  private void passed(String name) throws IOException {
    report(name, "<testcase name='works' classname='dev.sitedrop.%s'/>");
  }

  private void skipped(String name, String reason) throws IOException {
    report(
        name,
        "<testcase name='works' classname='dev.sitedrop.%s'><skipped message='"
            + reason
            + "'/></testcase>");
  }

  private List<String> read(Instant began) throws Exception {
    SkippedTests skipped = new SkippedTests();
    skipped.read(folder, began);
    return skipped.lines();
  }

  private String missing(Need... needs) {
    System.setProperty("programs.path", folder.toString());
    return Need.reasonToSkip(needs).orElseThrow();
  }

  @Test
  void eachGroupIsNamedOnceWithWhatToInstall() throws Exception {
    passed("RunTest");
    skipped("ConsoleIT", missing(Need.CHROMIUM));
    skipped("PageIT", missing(Need.CURL, Need.CHROMIUM));

    assertThat(read(BEGAN))
        .contains(
            "2 groups of tests skipped, as something is missing here:",
            "  browser (install chromium): ConsoleIT, PageIT",
            "  commands of the pages with curl (install curl): PageIT")
        .noneMatch(line -> line.contains("without a word"));
  }

  /** As surefire writes it. */
  @Test
  void aTestThatIsGivenUpUnderWayIsToldAsWell() throws Exception {
    missing(Need.CURL);
    assertThatThrownBy(() -> Need.skipWithout(Need.CURL))
        .isInstanceOf(TestAbortedException.class)
        .satisfies(
            given ->
                report(
                    "PageIT",
                    "<testcase name='x' classname='dev.sitedrop.%s'><skipped type='y'><![CDATA["
                        + given
                        + "\n\tat dev.sitedrop.PageIT]]></skipped></testcase>"));

    assertThat(read(BEGAN)).contains("  commands of the pages with curl (install curl): PageIT");
  }

  @Test
  void whatIsSkippedInAnotherWayIsToldAndNotComplete() throws Exception {
    skipped("OldTest", "only on Windows");
    report("GoneTest", "");

    assertThat(read(BEGAN))
        .contains(
            "Skipped without a word about what is missing:",
            "  GoneTest: none of its tests has run",
            "  OldTest.works: only on Windows");
  }

  @Test
  void whatHasRunIsComplete() throws Exception {
    passed("RunTest");

    assertThat(read(BEGAN)).isEmpty();
  }

  @Test
  void reportsOfAnEarlierBuildAreNotRead() throws Exception {
    passed("RunTest");
    skipped("OldTest", missing(Need.CHROMIUM));

    assertThat(read(BEGAN.plusSeconds(1))).containsExactly("No test has run.");
  }

  /** By a JDK alone, as the last step of the build does it. */
  @Test
  void itIsWrittenDownForWhoeverAllowsNoSkips() throws Exception {
    skipped("ConsoleIT", missing(Need.CHROMIUM));
    assertThat(writtenDown()).contains("browser (install chromium)");

    passed("ConsoleIT");
    assertThat(writtenDown()).isEmpty();
  }

  private String writtenDown() throws Exception {
    Path file = folder.resolve("skipped-tests.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                "target/test-classes",
                SkippedTests.class.getName(),
                file.toString(),
                BEGAN.toString(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(file);
  }

  @Test
  void aProgramIsFoundWhereItIs() throws Exception {
    System.setProperty("programs.path", folder.toString());
    assertThat(Programs.find("curl")).isEmpty();

    Path curl = Files.createFile(folder.resolve("curl"));
    assertThat(Programs.find("curl")).isEmpty();
    curl.toFile().setExecutable(true);

    assertThat(Programs.find("wget", "curl")).contains(curl);
    assertThat(Need.reasonToSkip(Need.CURL)).isEmpty();
  }

  /** What JUnit offers for it says nothing at the end of the build. */
  @Test
  void noTestIsSkippedInAnotherWay() throws IOException {
    Pattern another =
        Pattern.compile(
            "jupiter\\.api\\.(?:Assumptions|Disabled|condition)|assertj.*Assumptions"
                + "|new TestAbortedException");
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> !file.startsWith("src/test/java/dev/sitedrop/needs")))
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContainPattern(another));
    }
  }
}
