package dev.sitedrop.cli;

import dev.sitedrop.intake.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code sitedrop explain}. */
@Command(
    name = "explain",
    description = {
      "Tells what would become of a file, and sends nothing.",
      "Which rule, which target, which fields: one that lies in a watched folder is explained as",
      "what lies there, another one as if it were sent with these options."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%n",
    footer = "Settings follow as --name=value, as for run.")
final class ExplainCommand implements Callable<Integer> {
  private final Program program;

  @Spec private CommandSpec spec;
  @Mixin private SentFields fields;

  @Option(names = "--json", description = "Print JSON, one document a line.")
  private boolean isJson;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "What to explain.")
  private List<Path> files = new ArrayList<>();

  @Unmatched private List<String> settings = new ArrayList<>();

  ExplainCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() throws IOException {
    Settings.check(settings, spec.commandLine());
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new ParameterException(
            spec.commandLine(), "There is no file '" + Printer.shown(file.toString()) + "'.");
      }
    }
    ExplanationPrinter printer = new ExplanationPrinter(spec.commandLine(), isJson);
    int exit = Exit.OK;
    try (Look look = program.look(settings.toArray(String[]::new))) {
      for (Path file : files) {
        Explanation inFolder = fields.values().isEmpty() ? look.explain(file) : null;
        if (inFolder == null && Files.isDirectory(file)) {
          throw new ParameterException(
              spec.commandLine(),
              "'" + Printer.shown(file.toString()) + "' is a folder. Name the files in it.");
        }
        exit =
            Math.max(
                exit,
                printer.print(
                    inFolder == null
                        ? look.explain(List.of(file), fields.sidecar(), fields.values())
                        : inFolder));
      }
    } catch (CannotLook wrong) {
      throw new CommandFailed(Exit.FAILED, "SiteDrop cannot start. " + wrong.getMessage());
    }
    return exit;
  }
}
