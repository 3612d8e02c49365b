package dev.sitedrop.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No command of the pages is overlooked by {@link WrittenCommandsIT}. */
class PagesTest {
  private static final String PROGRAM =
      "(?:\\./mvnw|curl|sitedrop|target/bin/sitedrop|docker|kubectl|ssh-\\w+|sftp|openssl"
          + "|tar|apt-get|java|htpasswd|man|git|npx)";

  /** Within a sentence; a program's bare name is none. */
  private static final Pattern COMMAND = Pattern.compile("`(" + PROGRAM + " [^`…]+)`");

  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+(?:Test|IT)\\b");

  static List<String> pages() {
    return Pages.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyBlockSaysWhatItIs(String page) {
    assertThat(Pages.blocks(page)).allSatisfy(block -> assertThat(block.language()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noCommandIsCalledSomethingElse(String page) {
    Pattern typed = Pattern.compile("(?m)^(\\$ .*|" + PROGRAM + " .*)");
    assertThat(
            Pages.blocks(page).stream()
                .filter(block -> !block.isCommands())
                .flatMap(block -> typed.matcher(block.text()).results())
                .map(MatchResult::group))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aBlockIsRunAsAWholeOrNotAtAll(String page) {
    assertThat(
            Pages.blocks(page).stream().filter(NotRun::isRun).flatMap(b -> b.commands().stream()))
        .allSatisfy(one -> assertThat(NotRun.why(page, one.text())).as(one.where()).isEmpty());
  }

  /** What stands in a block of commands is run, or NotRun says why not. */
  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandWithinASentenceIsNamed(String page) {
    Set<String> run =
        Pages.blocks(page).stream()
            .filter(NotRun::isRun)
            .flatMap(block -> block.commands().stream())
            .map(Command::text)
            .collect(Collectors.toSet());

    assertThat(COMMAND.matcher(Pages.prose(page)).results().map(found -> found.group(1)))
        .allSatisfy(
            command ->
                assertThat(run.contains(command) || NotRun.why(page, command).isPresent())
                    .as(command)
                    .isTrue());
  }

  @Test
  void whatIsNotRunIsThere() {
    Set<NotRun> met = new HashSet<>();
    for (String page : Pages.all()) {
      Pages.blocks(page).stream()
          .filter(Block::isCommands)
          .flatMap(block -> block.commands().stream())
          .forEach(one -> NotRun.why(page, one.text()).ifPresent(met::add));
      for (MatchResult found : COMMAND.matcher(Pages.prose(page)).results().toList()) {
        NotRun.why(page, found.group(1)).ifPresent(met::add);
      }
    }

    assertThat(met).containsExactlyInAnyOrderElementsOf(NotRun.ALL);
  }

  @Test
  void whoRunsItInsteadIsThere() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }

    assertThat(
            NotRun.ALL.stream()
                .flatMap(one -> TEST.matcher(one.why()).results().map(MatchResult::group)))
        .isNotEmpty()
        .isSubsetOf(tests);
  }

  @Test
  @Needs(Need.BASH)
  void everyCommandIsWellFormed(@TempDir Path folder) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String page : Pages.all()) {
      for (Block block : Pages.blocks(page)) {
        if (!block.isCommands() || block.language().equals("powershell")) {
          continue;
        }
        for (Command command : block.commands()) {
          Path script = Files.writeString(folder.resolve("script"), command.text() + "\n");
          Process shell =
              new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
          String said = new String(shell.getInputStream().readAllBytes());
          if (shell.waitFor() != 0) {
            wrong.add(command.where() + ": " + said);
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
  }
}
