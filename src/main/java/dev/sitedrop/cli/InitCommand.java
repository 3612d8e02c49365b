package dev.sitedrop.cli;

import dev.sitedrop.intake.RoutesFolder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sitedrop init}. */
@Command(
    name = "init",
    description = {
      "Asks a few questions, and writes settings and source files.",
      "config/application.yaml and the sources say what they mean. Secrets are not written: they",
      "are read from the environment."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class InitCommand implements Callable<Integer> {
  private final Reader in;

  @Spec private CommandSpec spec;

  @Option(
      names = "--routes",
      paramLabel = "FOLDER",
      description = "The routes folder; otherwise SITEDROP_ROUTES, or the one run would use.")
  private Path routes;

  @Option(
      names = "--config",
      paramLabel = "FOLDER",
      defaultValue = "config",
      description = "Where application.yaml is written (${DEFAULT-VALUE}).")
  private Path config;

  @Option(names = "--force", description = "Write over files that are there.")
  private boolean isForced;

  /**
   * @param in where answers come from
   */
  InitCommand(Reader in) {
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    Path sources = routes().resolve("sources");
    if (!Files.isDirectory(routes().resolve("templates"))) {
      throw new CommandFailed(
          Exit.FAILED,
          "There is no folder "
              + routes().resolve("templates")
              + ". Go to where SiteDrop's folder routes is, or name it with --routes.");
    }
    Interview interview = new Interview(new Questions(in, spec.commandLine().getErr()));
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(config.resolve("application.yaml"), interview.settings());
    interview.sources().forEach((name, text) -> files.put(sources.resolve(name), text));
    refuseThoseThatAreThere(files);
    for (Map.Entry<Path, String> file : files.entrySet()) {
      Files.createDirectories(file.getKey().toAbsolutePath().getParent());
      Files.writeString(file.getKey(), file.getValue());
      spec.commandLine().getOut().println("Written  " + file.getKey());
    }
    interview.next().forEach(line -> spec.commandLine().getOut().println(line));
    spec.commandLine().getOut().flush();
    return Exit.OK;
  }

  private Path routes() {
    String said = System.getenv("SITEDROP_ROUTES");
    return routes != null
        ? routes
        : RoutesFolder.at(said == null || said.isBlank() ? RoutesFolder.DEFAULT : said);
  }

  private void refuseThoseThatAreThere(Map<Path, String> files) {
    for (Path file : files.keySet()) {
      if (Files.exists(file) && !isForced) {
        throw new CommandFailed(
            Exit.FAILED, file + " is there already. Nothing was written; --force writes over it.");
      }
    }
  }
}
