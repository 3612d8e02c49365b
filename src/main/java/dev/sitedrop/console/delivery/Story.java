package dev.sitedrop.console.delivery;

import dev.sitedrop.ledger.view.ArrivalRecord;
import dev.sitedrop.ledger.view.AttemptRecord;
import dev.sitedrop.ledger.view.DeliveryHistory;
import dev.sitedrop.ledger.view.Intervention;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells what has happened to a delivery: arrivals, attempts and what people did, by time. */
@Component
class Story {
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
            came,
            Event.of(arrival.settledAt(), "Its sender was shown the outcome", arrival.source()));
  }

  private static Event attempt(AttemptRecord attempt) {
    String outcome =
        switch (attempt.outcome()) {
          case DELIVERED -> "delivered";
          case FAILED -> "set aside";
          case POSTPONED -> "tried again later";
        };
    return new Event(
        attempt.beganAt(),
        attempt.endedAt(),
        "Attempt " + attempt.number() + ": " + outcome,
        attempt.told(),
        attempt.outcome() != AttemptRecord.Outcome.DELIVERED,
        attempt.steps());
  }

  private static Event intervention(Intervention did) {
    return Event.of(
        did.at(),
        did.kind().name().charAt(0)
            + did.kind().name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ')
            + " by "
            + did.who(),
        did.told());
  }
}
