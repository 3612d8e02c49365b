package dev.sitedrop.cli;

import static dev.sitedrop.cli.Printer.text;
import static dev.sitedrop.cli.Printer.what;

import com.fasterxml.jackson.databind.JsonNode;

/** A delivery in a few words. */
final class OneLine {
  private OneLine() {}

  /** Such as {@code crane.jpg is image 1001 of project 42}. */
  static String of(JsonNode delivery) {
    String name = text(delivery, "name");
    String project = delivery.path("project").asText();
    String reason = delivery.hasNonNull("reason") ? ": " + text(delivery, "reason") : "";
    return switch (delivery.path("state").asText()) {
      case "delivered" ->
          name
              + " is "
              + what(delivery)
              + (delivery.hasNonNull("resourceId") ? " " + text(delivery, "resourceId") : "")
              + " of project "
              + project;
      case "failed" -> name + " for project " + project + " has failed" + reason;
      case "discarded" -> name + " for project " + project + " was discarded" + reason;
      default ->
          name
              + " for project "
              + project
              + (reason.isEmpty() ? " is on its way" : " waits" + reason);
    };
  }
}
