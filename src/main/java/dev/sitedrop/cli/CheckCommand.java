package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code sitedrop check}. */
@Command(
    name = "check",
    description = {
      "Looks at all that SiteDrop needs, and tells what to do.",
      "Settings, routes, credentials, what the account may read in each project, sources, disk,",
      "clock: one line each; nothing is taken, sent or written.",
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%n",
    footer = "Settings follow as --name=value, as for run.")
final class CheckCommand implements Callable<Integer> {
  private final Program program;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON, one document a line.")
  private boolean isJson;

  @Unmatched private List<String> settings = new ArrayList<>();

  CheckCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings.check(settings, spec.commandLine());
    List<Finding> bad = new ArrayList<>();
    try (Look look = program.look(settings.toArray(String[]::new))) {
      look.check(
          finding -> {
            print(finding);
            if (!finding.ok()) {
              bad.add(finding);
            }
          });
    } catch (CannotLook wrong) {
      print(new Finding("settings", false, wrong.getMessage()));
      return Exit.FAILED;
    }
    return bad.isEmpty() ? Exit.OK : Exit.FAILED;
  }

  private void print(Finding finding) {
    PrintWriter out = spec.commandLine().getOut();
    if (isJson) {
      out.println(
          JsonNodeFactory.instance
              .objectNode()
              .put("what", finding.what())
              .put("ok", finding.ok())
              .put("told", finding.told()));
      out.flush();
      return;
    }
    Printer printer =
        new Printer(out, spec.commandLine().getErr(), spec.commandLine().getColorScheme().ansi());
    printer.line(
        "%s  %-12s %s",
        finding.ok() ? printer.good("ok ") : printer.bad("BAD"),
        finding.what(),
        Printer.shown(finding.told()));
  }
}
