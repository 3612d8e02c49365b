package dev.sitedrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Help, completion and manual page: all from one model. */
class HelpTest {
  @TempDir private Path folder;

  private static String printed(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Commands.line(null);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(out, true));
    line.execute(arguments);
    return out.toString();
  }

  private static Set<String> commands() {
    return Commands.line(null).getSubcommands().keySet();
  }

  /** The page's commands, as a shell takes them apart. */
  private static List<String[]> documented() throws Exception {
    return Files.readAllLines(Path.of("docs/command-line.md")).stream()
        .filter(line -> line.startsWith("$ sitedrop "))
        .map(line -> line.substring("$ sitedrop ".length()))
        .map(
            line ->
                Pattern.compile("\"([^\"]*)\"|(\\S+)")
                    .matcher(line)
                    .results()
                    .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                    .toArray(String[]::new))
        .toList();
  }

  @Test
  void thePageShowsCommandsAsTheyAre() throws Exception {
    String page = Files.readString(Path.of("docs/command-line.md"));
    List<String> options =
        Commands.line(null).getSubcommands().values().stream()
            .flatMap(one -> one.getCommandSpec().options().stream())
            .map(option -> option.longestName())
            .toList();

    assertThat(documented()).hasSizeGreaterThan(8);
    for (String[] command : documented()) {
      Commands.line(null).parseArgs(command); // throws what the command would tell
    }
    assertThat(commands()).allSatisfy(one -> assertThat(page).contains("`" + one));
    assertThat(
            Pattern.compile("`(--[a-z]+(-[a-z]+)*)(?=[` ])")
                .matcher(page)
                .results()
                .map(m -> m.group(1)))
        .isSubsetOf(options);
  }

  @Test
  void theHelpNamesEachCommandAndExitCode() {
    assertThat(printed("--help"))
        .contains(commands())
        .contains("Exit codes:", "no SiteDrop answers");
  }

  @Test
  void eachCommandHasHelp() {
    for (String command : commands()) {
      assertThat(printed(command, "--help")).startsWith("Usage: sitedrop " + command);
    }
  }

  @Test
  void theManualPageNamesEachCommandAndOption() throws Exception {
    String page = printed("man");

    assertThat(page).contains(".SS run\n", ".SS send\n", "\\-\\-dry\\-run", "SITEDROP_URL");
    for (CommandLine command : Commands.line(null).getSubcommands().values()) {
      command
          .getCommandSpec()
          .options()
          .forEach(
              option ->
                  assertThat(page + "--help --version".replace("-", "\\-"))
                      .contains(option.longestName().replace("-", "\\-")));
    }
  }

  @Test
  @Needs(Need.BASH)
  void theCompletionIsAScriptThatBashTakes() throws Exception {
    Path script = Files.writeString(folder.resolve("completion"), printed("completion"));
    Process bash =
        new ProcessBuilder(
                List.of(
                    "bash",
                    "-c",
                    "source "
                        + script
                        + " && COMP_WORDS=(sitedrop se) COMP_CWORD=1"
                        + " && _complete_sitedrop && echo ${COMPREPLY[@]}"))
            .redirectErrorStream(true)
            .start();

    assertThat(new String(bash.getInputStream().readAllBytes()).strip()).isEqualTo("send");
  }
}
