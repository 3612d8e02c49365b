package dev.sitedrop.cli;

import static dev.sitedrop.cli.Printer.shown;
import static dev.sitedrop.cli.Printer.text;
import static dev.sitedrop.cli.Printer.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sitedrop status}. */
@Command(
    name = "status",
    description = "Tells how all deliveries stand, and what is watched.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand implements Callable<Integer> {
  private static final int PROJECTS = 5;

  @Mixin private ServerOptions options;

  @Option(names = "--mark-seen", description = "Mark the files that were refused so far as seen.")
  private boolean isSeen;

  @Override
  public Integer call() {
    SiteDropServer server = options.server();
    Instant shown = Instant.now();
    JsonNode status = server.get("/api/status", Map.of());
    if (isSeen) {
      server.post(
          "/api/refusals/seen",
          Map.of("until", shown.toString()),
          JsonNodeFactory.instance.objectNode());
    }
    if (options.isJson()) {
      options.printJson(status);
      return exit(status);
    }
    Printer printer = options.printer();
    troubles(status, printer);
    if (status.has("waiting")) {
      printer.line(
          "%d under way, %d waiting, %d failed, %d delivered today, %d refused today",
          status.path("underWay").asLong(),
          status.path("waiting").asLong(),
          status.path("failed").asLong(),
          status.path("deliveredToday").asLong(),
          status.path("refusedToday").asLong());
    }
    backlog(status, printer);
    long refused = Math.max(status.path("refusedToday").asLong(), status.path("unseen").asLong());
    for (JsonNode one : status.path("refusals")) {
      if (refused-- > 0) {
        printer.line("Refused        %s: %s", text(one, "name"), text(one, "reason"));
      }
    }
    for (JsonNode source : status.path("sources")) {
      printer.line("Watching       %s: %s", text(source, "name"), text(source, "watches"));
    }
    for (JsonNode company : status.path("companies")) {
      String name = company.path("name").asText();
      printer.line(
          "Delivering to  %s%s",
          name.isEmpty() ? "" : shown(name) + ": ", text(company, "destination"));
    }
    return exit(status);
  }

  private static int exit(JsonNode status) {
    return switch (status.path("level").asText()) {
      case "needs_person" -> Exit.FAILED;
      case "held_up" -> Exit.HELD_UP;
      default -> Exit.OK;
    };
  }

  private static void troubles(JsonNode status, Printer printer) {
    if (status.path("troubles").isEmpty()) {
      printer.line("All is well.");
    }
    for (JsonNode one : status.path("troubles")) {
      printer.line(
          "%s%s%s%s",
          one.path("needsPerson").asBoolean() ? "Needs you      " : "Held up        ",
          text(one, "what"),
          one.hasNonNull("since") ? " Since " + time(one, "since") + "." : "",
          one.hasNonNull("until") ? " Until " + time(one, "until") + "." : "");
      printer.line("               %s", text(one, "remedy"));
    }
  }

  private static void backlog(JsonNode status, Printer printer) {
    if (status.hasNonNull("oldest")) {
      printer.line("Oldest         came %s", time(status, "oldest"));
    }
    for (JsonNode reason : status.path("reasons")) {
      printer.line(
          "Waiting        %d: %s%s",
          reason.path("deliveries").asLong(),
          text(reason, "reason"),
          reason.hasNonNull("nextAt") ? " (tried again " + time(reason, "nextAt") + ")" : "");
    }
    for (JsonNode one : status.path("left")) {
      printer.line("Done           %s%s", ofCompany(status, one), left(one));
    }
    int lines = 0;
    for (JsonNode one : status.path("projects")) {
      if (status.path("projects").size() > 1 && lines++ < PROJECTS) {
        printer.line(
            "               %sproject %s: %s",
            ofCompany(status, one), text(one, "project"), left(one));
      }
    }
  }

  private static String ofCompany(JsonNode status, JsonNode one) {
    return status.path("companies").size() > 1 ? text(one, "company") + ", " : "";
  }

  private static String left(JsonNode one) {
    return text(one, "done") + " (" + one.path("deliveries").asLong() + " left)";
  }
}
