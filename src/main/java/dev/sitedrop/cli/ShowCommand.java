package dev.sitedrop.cli;

import static dev.sitedrop.cli.Printer.shown;
import static dev.sitedrop.cli.Printer.size;
import static dev.sitedrop.cli.Printer.text;
import static dev.sitedrop.cli.Printer.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sitedrop show}. */
@Command(
    name = "show",
    description = "Shows a delivery: its files, its fields, and all that has happened to it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ShowCommand implements Callable<Integer> {
  @Mixin private ServerOptions options;

  @Parameters(paramLabel = "ID", description = "The delivery's id, as list prints it.")
  private String id;

  @Override
  public Integer call() {
    JsonNode delivery =
        options.server().get("/api/deliveries/" + SiteDropServer.encoded(id), Map.of());
    if (options.isJson()) {
      options.printJson(delivery);
    } else {
      print(delivery, options.printer());
    }
    return Exit.OK;
  }

  private static void print(JsonNode delivery, Printer printer) {
    printer.line("%s", OneLine.of(delivery));
    if (delivery.hasNonNull("resourceUrl")) {
      printer.line("  %s", text(delivery, "resourceUrl"));
    }
    printer.line("Delivery     %s", text(delivery, "id"));
    printer.line("State        %s", printer.state(delivery.path("state").asText()));
    printer.line("Destination  %s", text(delivery, "destination"));
    printWhen(delivery, printer);
    for (JsonNode file : delivery.path("contents")) {
      printer.line(
          "File         %s (%s, %s, sha256 %s)",
          text(file, "name"),
          size(file.path("size").asLong()),
          text(file, "contentType"),
          text(file, "sha256"));
    }
    delivery
        .path("fields")
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              printer.line(
                  "Field        %s: %s",
                  shown(field.getKey()),
                  shown(value.isTextual() ? value.asText() : value.toString()));
            });
    printHistory(delivery, printer);
  }

  /** What is due has a place in a queue, and no time. */
  private static void printWhen(JsonNode delivery, Printer printer) {
    if (delivery.hasNonNull("dueAt")) {
      printer.line("Tried next   %s", time(delivery, "dueAt"));
    } else if (delivery.path("isUnderWay").asBoolean()) {
      printer.line("Tried next   now: it is being delivered");
    } else if (delivery.path("state").asText().equals("under_way")) {
      long ahead = delivery.path("ahead").asLong();
      printer.line(
          "Tried next   as soon as it is its turn: %s",
          ahead == 0
              ? "it is due now"
              : ahead == 1 ? "1 delivery is ahead of it" : ahead + " deliveries are ahead of it");
    }
    if (delivery.hasNonNull("finishedAt")) {
      boolean isDelivered = delivery.path("state").asText().equals("delivered");
      printer.line("%-12s %s", isDelivered ? "Delivered" : "Failed", time(delivery, "finishedAt"));
    }
  }

  private static void printHistory(JsonNode delivery, Printer printer) {
    for (JsonNode arrival : delivery.path("arrivals")) {
      printer.line(
          "Arrived      %s from %s as %s%s%s",
          time(arrival, "arrivedAt"),
          text(arrival, "source"),
          text(arrival, "name"),
          arrival.path("duplicate").asBoolean() ? ", known already" : "",
          arrival.hasNonNull("rule") ? ", by rule " + arrival.path("rule").asText() : "");
    }
    for (JsonNode attempt : delivery.path("attempts")) {
      String told = text(attempt, "told");
      printer.line(
          "Attempt %-4s %s %s%s",
          attempt.path("number").asText(),
          time(attempt, "beganAt"),
          attempt.path("outcome").asText().toLowerCase(java.util.Locale.ROOT),
          told.isEmpty() ? "" : ": " + told);
      attempt.path("steps").forEach(step -> printStep(step, printer));
    }
    for (JsonNode act : delivery.path("interventions")) {
      String told = text(act, "told");
      printer.line(
          "%-12s %s %s%s",
          kind(act.path("kind").asText()),
          time(act, "at"),
          who(text(act, "who")),
          told.isEmpty() ? "" : ": " + told);
    }
  }

  private static void printStep(JsonNode step, Printer printer) {
    String told = text(step, "told");
    printer.line(
        "             %s: %s%s%s",
        text(step, "call"),
        step.hasNonNull("status") ? step.path("status").asText() : "no answer",
        step.hasNonNull("millis") ? " in " + step.path("millis").asText() + " ms" : "",
        told.isEmpty() ? "" : ", " + told);
  }

  private static String kind(String kind) {
    return switch (kind) {
      case "RETRIED" -> "Retried";
      case "SENT_AGAIN" -> "Sent again";
      case "CORRECTED" -> "Edited";
      case "DISCARDED" -> "Discarded";
      default -> kind;
    };
  }

  /** The API's word for whoever acts where nobody has to log in. */
  private static String who(String who) {
    return who.equals("this machine") ? "on this computer (no login)" : "by " + who;
  }
}
