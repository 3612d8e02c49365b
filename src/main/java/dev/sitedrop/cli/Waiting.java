package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits until deliveries are done: delivered, failed or discarded. */
final class Waiting {
  private static final long FIRST_LOOK = 100;
  private static final long BETWEEN_LOOKS = 2_000;

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
      String reason = Printer.text(delivery, "reason");
      if (!reason.isEmpty() && !reason.equals(told)) {
        printer.note("%s", OneLine.of(delivery));
        told = reason;
      }
      pause(pause);
    }
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
