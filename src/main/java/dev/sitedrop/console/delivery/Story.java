package dev.sitedrop.console.delivery;

import dev.sitedrop.ledger.view.ArrivalRecord;
import dev.sitedrop.ledger.view.AttemptRecord;
import dev.sitedrop.ledger.view.DeliveryHistory;
import dev.sitedrop.ledger.view.Intervention;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells what has happened to a delivery: arrivals, attempts and what people did, by time. */
@Component
class Story {
  /** Who acts where nobody has to log in. */
  private static final String NOBODY = "this machine";

  private final DeliveryHistory history;

  Story(DeliveryHistory history) {
    this.history = history;
  }

  List<Event> of(UUID delivery) {
    return Stream.of(
            history.arrivals(delivery).stream().flatMap(Story::arrival),
            history.attempts(delivery).stream().map(Story::attempt),
            history.interventions(delivery).stream().map(Story::intervention))
        .flatMap(events -> events)
        .sorted(Comparator.comparing(Event::at))
        .toList();
  }

  private static Stream<Event> arrival(ArrivalRecord arrival) {
    String rule = arrival.rule() == null ? "" : ", by rule " + arrival.rule();
    Event came =
        Event.of(
            arrival.arrivedAt(),
            arrival.duplicate() ? "Arrived again" : "Arrived",
            arrival.name() + " from " + arrival.source() + rule);
    return arrival.settledAt() == null
        ? Stream.of(came)
        : Stream.of(
            came, Event.of(arrival.settledAt(), "Result shown to its sender", shownWhere(arrival)));
  }

  /** What was uploaded has no place where a receipt lies. */
  private static String shownWhere(ArrivalRecord arrival) {
    return switch (arrival.source()) {
      case "web" -> "on the Drop page";
      case "cli" -> "on the command line";
      default -> "by " + arrival.source();
    };
  }

  private static Event attempt(AttemptRecord attempt) {
    String outcome =
        switch (attempt.outcome()) {
          case DELIVERED -> "delivered";
          case FAILED -> "failed";
          case POSTPONED -> "ended and is repeated later";
        };
    return new Event(
        attempt.beganAt(),
        attempt.endedAt(),
        "Attempt " + attempt.number() + " " + outcome,
        attempt.told(),
        attempt.outcome() != AttemptRecord.Outcome.DELIVERED,
        attempt.steps());
  }

  private static Event intervention(Intervention did) {
    String what =
        switch (did.kind()) {
          case RETRIED -> "Retried";
          case SENT_AGAIN -> "Sent again";
          case CORRECTED -> "Edited";
          case DISCARDED -> "Discarded";
        };
    String where = did.who().equals(NOBODY) ? " on this computer (no login)" : " by " + did.who();
    return Event.of(did.at(), what + where, did.told());
  }
}
