package dev.sitedrop.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sitedrop man}. */
@Command(
    name = "man",
    description = {
      "Prints the manual page, for man.",
      "Read it with:",
      "  sitedrop man > sitedrop.1 && man ./sitedrop.1"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ManCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().print(new ManPage(spec.root()).text());
    spec.commandLine().getOut().flush();
  }
}
