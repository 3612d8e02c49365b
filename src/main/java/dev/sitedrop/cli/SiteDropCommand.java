package dev.sitedrop.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sitedrop}; what it can do is in its subcommands. */
@Command(
    name = "sitedrop",
    description = "Puts photos and documents into Procore: as images, or with accident logs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%n",
    footer = {
      "Without a command it runs, as with run, and takes settings such as --server.port=8081.",
      "Commands that ask a running SiteDrop find it at SITEDROP_URL (http://127.0.0.1:8080), and",
      "log in as SITEDROP_USER with SITEDROP_PASSWORD, where that is needed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something was refused, has failed, or is not in order",
      "2:invalid command line",
      "3:no SiteDrop answers"
    })
final class SiteDropCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do.");
  }
}
