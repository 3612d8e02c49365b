package dev.sitedrop.cli;

import static dev.sitedrop.cli.Printer.shown;
import static dev.sitedrop.cli.Printer.text;
import static dev.sitedrop.cli.Printer.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sitedrop status}. */
@Command(
    name = "status",
    description = "Tells how all deliveries stand, and what is watched.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand implements Callable<Integer> {
  @Mixin private ServerOptions options;

  @Override
  public Integer call() {
    JsonNode status = options.server().get("/api/status", Map.of());
    if (options.isJson()) {
      options.printJson(status);
      return Exit.OK;
    }
    Printer printer = options.printer();
    printer.line(
        "%d due, %d waiting, %d failed, %d delivered today, %d refused today",
        status.path("due").asLong(),
        status.path("waiting").asLong(),
        status.path("failed").asLong(),
        status.path("deliveredToday").asLong(),
        status.path("refusedToday").asLong());
    if (status.hasNonNull("oldest")) {
      printer.line("Oldest         came %s", time(status, "oldest"));
    }
    for (JsonNode reason : status.path("reasons")) {
      printer.line(
          "Waiting        %d: %s (tried again %s)",
          reason.path("deliveries").asLong(), text(reason, "reason"), time(reason, "nextAt"));
    }
    long refused = status.path("refusedToday").asLong();
    for (JsonNode one : status.path("refusals")) {
      if (refused-- > 0) {
        printer.line("Refused        %s: %s", text(one, "name"), text(one, "reason"));
      }
    }
    for (JsonNode source : status.path("sources")) {
      printer.line("Watching       %s", text(source, "watches"));
    }
    for (JsonNode company : status.path("companies")) {
      String name = company.path("name").asText();
      printer.line(
          "Delivering to  %s%s",
          name.isEmpty() ? "" : shown(name) + ": ", text(company, "destination"));
      if (company.hasNonNull("pausedUntil")) {
        printer.line(
            "               Procore's rate limit leaves no call until %s",
            time(company, "pausedUntil"));
      }
    }
    return Exit.OK;
  }
}
