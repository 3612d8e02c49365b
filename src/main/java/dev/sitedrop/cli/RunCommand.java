package dev.sitedrop.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
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
final class RunCommand implements Runnable {
  @Unmatched private List<String> settings = new ArrayList<>();

  private boolean isWanted;

  @Override
  public void run() {
    isWanted = true;
  }

  boolean isWanted() {
    return isWanted;
  }

  String[] settings() {
    return settings.toArray(String[]::new);
  }
}
