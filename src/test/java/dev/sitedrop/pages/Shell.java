package dev.sitedrop.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A terminal: the folder one is in and the variables stay from one command to the next. */
final class Shell {
  private static final String SCRIPT =
      """
      [ -e "$TERMINAL/state" ] && . "$TERMINAL/state"
      %s
      ended=$?
      { export -p; printf 'cd %%q\\n' "$PWD"; } > "$TERMINAL/next"
      exit $ended
      """;

  private final Path folder;
  private final Path terminal;
  private final Map<String, String> variables;

  /**
   * @param folder where it is opened
   * @param variables are all of SiteDrop's that it has
   */
  Shell(Path folder, Path terminal, Map<String, String> variables) throws IOException {
    this.folder = folder;
    this.terminal = Files.createDirectories(terminal);
    this.variables = variables;
  }

  /** What a command printed, to whichever output, and how it ended. */
  record Ended(int exit, String said) {}

  Ended run(String command) throws IOException, InterruptedException {
    Path said = terminal.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", SCRIPT.formatted(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(PROCORE|SITEDROP|SERVER)_.*"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TERMINAL", terminal.toString());
    builder.environment().putAll(variables);
    Process shell = builder.start();
    if (!shell.waitFor(1, TimeUnit.MINUTES)) {
      shell.destroyForcibly();
      throw new IllegalStateException(command + " does not end");
    }
    return new Ended(shell.exitValue(), Files.readString(said));
  }

  /** The next command is typed where the last one has led to. */
  void goOn() throws IOException {
    Path next = terminal.resolve("next");
    if (Files.exists(next)) {
      Files.move(next, terminal.resolve("state"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
