package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Waits until deliveries are done: delivered, failed or discarded. */
final class Waiting {
  private static final long FIRST_LOOK = 100;
  private static final long BETWEEN_LOOKS = 2_000;

  /** What holds up everything; the rest says nothing of one delivery. */
  private static final Set<String> STALLS = Set.of("procore", "limit", "login", "ledger");

  private final SiteDropServer server;
  private final Printer printer;

  Waiting(SiteDropServer server, Printer printer) {
    this.server = server;
    this.printer = printer;
  }

  /** The delivery as it ended; why it waits is told as often as that changes. */
  JsonNode untilDone(String id) {
    String told = "";
    for (long pause = FIRST_LOOK; ; pause = Math.min(2 * pause, BETWEEN_LOOKS)) {
      JsonNode delivery = server.get("/api/deliveries/" + id, Map.of());
      if (!delivery.path("state").asText().equals("under_way")) {
        return delivery;
      }
      String stall = pause == BETWEEN_LOOKS ? stall() : "";
      String reason = stall.isEmpty() ? Printer.text(delivery, "reason") : stall;
      if (!reason.isEmpty() && !reason.equals(told)) {
        printer.note("%s", stall.isEmpty() ? OneLine.of(delivery) : stall);
        told = reason;
      }
      pause(pause);
    }
  }

  /** What holds up all deliveries, in a line; empty if nothing does. */
  private String stall() {
    for (JsonNode one : server.get("/api/status", Map.of()).path("troubles")) {
      if (STALLS.contains(one.path("code").asText())) {
        return "Waiting: "
            + Printer.text(one, "what")
            + (one.hasNonNull("since") ? " Since " + Printer.time(one, "since") + "." : "")
            + " "
            + Printer.text(one, "remedy");
      }
    }
    return "";
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(Exit.FAILED, "It was interrupted. What was sent is delivered.");
    }
  }
}
