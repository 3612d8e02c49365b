package dev.sitedrop.cli;

import static dev.sitedrop.cli.Printer.text;
import static dev.sitedrop.cli.Printer.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sitedrop list}. */
@Command(
    name = "list",
    description = "Lists deliveries, newest first.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ListCommand implements Callable<Integer> {
  private static final int PAGE = 200;

  @Mixin private ServerOptions options;
  @Mixin private Filters filters;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most (${DEFAULT-VALUE}).")
  private int limit;

  @Override
  public Integer call() {
    SiteDropServer server = options.server();
    Map<String, String> parameters = filters.parameters();
    Printer printer = options.printer();
    int left = limit;
    while (left > 0) {
      parameters.put("size", Integer.toString(Math.min(left, PAGE)));
      JsonNode page = server.get("/api/deliveries", parameters);
      for (JsonNode delivery : page.path("deliveries")) {
        print(delivery, printer);
        left--;
      }
      if (!page.hasNonNull("before")) {
        return Exit.OK;
      }
      parameters.put("before", page.path("before").asText());
    }
    if (!options.isJson()) {
      printer.note("There are more. See them with --limit, or say which.");
    }
    return Exit.OK;
  }

  private void print(JsonNode delivery, Printer printer) {
    if (options.isJson()) {
      options.printJson(delivery);
      return;
    }
    printer.line(
        "%s  %s  %s  %s",
        text(delivery, "id"),
        printer.stateOfColumn(delivery.path("state").asText()),
        time(delivery, "openedAt"),
        OneLine.of(delivery));
  }
}
