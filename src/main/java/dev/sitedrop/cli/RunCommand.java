package dev.sitedrop.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code sitedrop run}: the program itself, started when the command line has been read. */
@Command(
    name = "run",
    description =
        "Runs SiteDrop: watches its sources and delivers, until it is stopped. This is what"
            + " happens without a command, too.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%n",
    footer = "Settings follow as --name=value, such as --server.port=8081.")
final class RunCommand implements Callable<Integer> {
  private final Program program;

  @Spec private CommandSpec spec;

  @Option(
      names = "--dry-run",
      description = "Only tell what would become of all that lies in the sources now.")
  private boolean isDry;

  @Option(names = "--json", description = "With --dry-run: print JSON, one document a line.")
  private boolean isJson;

  @Unmatched private List<String> settings = new ArrayList<>();

  private boolean isWanted;

  RunCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    if (!isDry) {
      isWanted = true;
      return Exit.OK;
    }
    Settings.check(settings, spec.commandLine());
    ExplanationPrinter printer = new ExplanationPrinter(spec.commandLine(), isJson);
    int[] exit = {Exit.OK};
    boolean[] isEmpty = {true};
    try (Look look = program.look(settings())) {
      look.explainAll(
          seen -> {
            isEmpty[0] = false;
            exit[0] = Math.max(exit[0], printer.print(seen));
          },
          away -> {
            isEmpty[0] = false;
            spec.commandLine().getErr().println(away.what() + ": " + Printer.shown(away.told()));
            exit[0] = Exit.FAILED;
          });
    } catch (CannotLook wrong) {
      throw new CommandFailed(Exit.FAILED, "SiteDrop cannot start. " + wrong.getMessage());
    }
    if (isEmpty[0]) {
      spec.commandLine().getErr().println("Nothing lies in the sources now");
    }
    return exit[0];
  }

  boolean isWanted() {
    return isWanted;
  }

  String[] settings() {
    return settings.toArray(String[]::new);
  }
}
