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
    description = "Lists deliveries, newest first; with --state refused, what was never accepted.",
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
    boolean areRefused = filters.areRefused();
    if (areRefused) {
      parameters.remove("state");
    }
    Printer printer = options.printer();
    long refused = 0;
    int left = limit;
    while (left > 0) {
      parameters.put("size", Integer.toString(Math.min(left, PAGE)));
      JsonNode page = server.get(areRefused ? "/api/refusals" : "/api/deliveries", parameters);
      refused += page.path("refused").asLong();
      for (JsonNode one : page.path(areRefused ? "refusals" : "deliveries")) {
        print(one, printer);
        left--;
      }
      if (!page.hasNonNull("before")) {
        tellOfRefused(refused, printer);
        return Exit.OK;
      }
      parameters.put("before", page.path("before").asText());
    }
    if (!options.isJson()) {
      printer.note("There are more. See them with --limit, or say which.");
    }
    tellOfRefused(refused, printer);
    return Exit.OK;
  }

  /** Whoever looks for a file by its name does not know yet that it was refused. */
  private void tellOfRefused(long refused, Printer printer) {
    if (refused > 0 && !options.isJson()) {
      printer.note(
          refused == 1
              ? "%d refused file matches. See it with: sitedrop list %s"
              : "%d refused files match. See them with: sitedrop list %s",
          refused,
          filters.asTypedOfRefused());
    }
  }

  private void print(JsonNode one, Printer printer) {
    if (options.isJson()) {
      options.printJson(one);
      return;
    }
    if (filters.areRefused()) {
      printer.line(
          "%s  %s  %s from %s: %s %s",
          printer.stateOfColumn("refused"),
          time(one, "refusedAt"),
          text(one, "name"),
          text(one, "source"),
          text(one, "reason"),
          text(one, "whereabouts"));
      return;
    }
    printer.line(
        "%s  %s  %s  %s",
        text(one, "id"),
        printer.stateOfColumn(one.path("state").asText()),
        time(one, "openedAt"),
        OneLine.of(one));
  }
}
