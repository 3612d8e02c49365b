package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sitedrop.cli.Finding.State;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code sitedrop check}. */
@Command(
    name = "check",
    description = {
      "Looks at all that SiteDrop needs, and tells what to do.",
      "Settings, routes, credentials, what the account may read in each project, sources, disk,",
      "clock: one line each. Nothing is taken, sent or written, except by --write-test.",
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

  @Option(
      names = "--company",
      paramLabel = "NAME",
      description = "Look at this company only, of procore.companies.")
  private String company;

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "Look at this project only; may be given several times.")
  private List<String> projects = new ArrayList<>();

  @Option(
      names = "--write-test",
      description = {
        "Create one upload in the project that --project names, without bytes and attached to",
        "nothing. Procore deletes it within a week."
      })
  private boolean isWriteTest;

  @Unmatched private List<String> settings = new ArrayList<>();

  CheckCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings.check(settings, spec.commandLine());
    CheckScope scope = scope();
    List<Finding> bad = new ArrayList<>();
    try (Look look = program.look(settings.toArray(String[]::new))) {
      look.check(
          scope,
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

  private CheckScope scope() {
    for (String project : projects) {
      if (!project.matches("[1-9]\\d{0,17}")) {
        throw new ParameterException(
            spec.commandLine(), "--project is '" + project + "'. It is a project's id, a number.");
      }
    }
    if (isWriteTest && projects.size() != 1) {
      throw new ParameterException(
          spec.commandLine(), "--write-test needs one --project, in which the upload is created.");
    }
    return new CheckScope(company, projects, isWriteTest);
  }

  private void print(Finding finding) {
    PrintWriter out = spec.commandLine().getOut();
    if (isJson) {
      out.println(
          JsonNodeFactory.instance
              .objectNode()
              .put("what", finding.what())
              .put("ok", finding.state() == State.UNKNOWN ? null : (Boolean) finding.ok())
              .put("told", finding.told()));
      out.flush();
      return;
    }
    Printer printer =
        new Printer(out, spec.commandLine().getErr(), spec.commandLine().getColorScheme().ansi());
    printer.line(
        "%s  %-12s %s",
        switch (finding.state()) {
          case OK -> printer.good("ok ");
          case BAD -> printer.bad("BAD");
          case UNKNOWN -> "?  ";
        },
        finding.what(),
        Printer.shown(finding.told()));
  }
}
