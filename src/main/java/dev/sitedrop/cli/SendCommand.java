package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.io.PrintWriter;
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

/** {@code sitedrop send}. */
@Command(
    name = "send",
    description = {
      "Sends files to Procore by the SiteDrop that runs, and waits until they are there.",
      "Each file is one image; with --to accident_logs all of them are one accident log."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SendCommand implements Callable<Integer> {
  private final Program program;
  private static final String ACCIDENT_LOGS = "accident_logs";

  @Spec private CommandSpec spec;
  @Mixin private ServerOptions options;
  @Mixin private SentFields fields;

  @Option(
      names = "--dry-run",
      description = "Only tell what would become of it, by the settings of this machine.")
  private boolean isDry;

  @Option(names = "--no-wait", description = "Do not wait until it is in Procore.")
  private boolean isHurried;

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "What to send.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    check();
    if (isDry) {
      return explain();
    }
    SiteDropServer server = options.server();
    int exit = Exit.OK;
    for (List<Path> together : uploads()) {
      try {
        exit = Math.max(exit, send(together, server));
      } catch (CommandFailed refused) {
        if (refused.exit() != Exit.FAILED || uploads().size() == 1 && !options.isJson()) {
          throw refused;
        }
        options.failed("file", name(together), refused.getMessage());
        exit = refused.exit();
      }
    }
    return exit;
  }

  SendCommand(Program program) {
    this.program = program;
  }

  private int explain() throws IOException {
    ExplanationPrinter printer = new ExplanationPrinter(spec.commandLine(), options.isJson());
    int exit = Exit.OK;
    try (Look look = program.look(new String[0])) {
      for (List<Path> together : uploads()) {
        exit =
            Math.max(
                exit, printer.print(look.explain(together, fields.sidecar(), fields.values())));
      }
    } catch (CannotLook told) {
      return Exit.FAILED;
    }
    return exit;
  }

  private void check() {
    for (Path file : files) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new ParameterException(
            spec.commandLine(),
            "'" + Printer.shown(file.toString()) + "' is no file that can be read.");
      }
    }
    if (files.isEmpty() && !ACCIDENT_LOGS.equals(fields.target())) {
      throw new ParameterException(spec.commandLine(), "Say which file to send.");
    }
  }

  private List<List<Path>> uploads() {
    return ACCIDENT_LOGS.equals(fields.target())
        ? List.of(files)
        : files.stream().map(List::of).toList();
  }

  private static String name(List<Path> together) {
    if (together.isEmpty()) {
      return "the accident";
    }
    String first = Printer.shown(together.get(0).getFileName().toString());
    return together.size() == 1 ? first : first + " and " + (together.size() - 1) + " more";
  }

  private int send(List<Path> together, SiteDropServer server) {
    JsonNode taken = upload(together, server);
    if (!options.isJson()) {
      taken
          .path("leftOut")
          .forEach(one -> options.printer().note("Not sent: %s", Printer.shown(one.asText())));
    }
    String id = taken.path("delivery").asText();
    if (isHurried) {
      if (options.isJson()) {
        options.printJson(taken);
      } else {
        options.printer().line("%s is accepted as delivery %s", name(together), id);
      }
      return Exit.OK;
    }
    return report(name(together), taken, new Waiting(server, options.printer()).untilDone(id));
  }

  private JsonNode upload(List<Path> together, SiteDropServer server) {
    FormUpload form = new FormUpload();
    try {
      fields.values().forEach((field, values) -> values.forEach(one -> form.field(field, one)));
      if (fields.sidecar() != null) {
        form.file("sidecar", fields.sidecar());
      }
      for (Path file : together) {
        form.file("file", file);
      }
    } catch (IOException e) {
      throw new CommandFailed(
          Exit.FAILED, "It cannot be read: " + Printer.shown(FailureText.of(e)));
    }
    try (UploadProgress progress = new UploadProgress(name(together), form.length(), watcher())) {
      return server.upload(form.contentType(), form.body(progress::sent));
    }
  }

  /** Null where no person looks. */
  private PrintWriter watcher() {
    return options.isJson() || !Terminal.isThere() ? null : spec.commandLine().getErr();
  }

  private int report(String name, JsonNode taken, JsonNode delivery) {
    boolean isDelivered = delivery.path("state").asText().equals("delivered");
    if (options.isJson()) {
      options.printJson(delivery);
    } else if (isDelivered) {
      String unsent = Printer.text(taken, "unsent");
      Printer printer = options.printer();
      printer.line(
          "%s is %s %s of project %s%s%s",
          name,
          Printer.what(delivery),
          Printer.text(delivery, "resourceId"),
          delivery.path("project").asText(),
          taken.path("known").asBoolean() ? ", where it was already" : "",
          unsent.isEmpty() ? "" : " (not sent: its " + unsent + "; change it there)");
      if (delivery.hasNonNull("resourceUrl")) {
        printer.line("  %s", Printer.text(delivery, "resourceUrl"));
      }
    } else {
      options.printer().note("%s", OneLine.of(delivery));
      options.printer().note("  sitedrop show %s", Printer.text(delivery, "id"));
    }
    return isDelivered ? Exit.OK : Exit.FAILED;
  }
}
