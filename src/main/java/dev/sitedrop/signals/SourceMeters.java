package dev.sitedrop.signals;

import dev.sitedrop.intake.HandInEnded;
import dev.sitedrop.intake.SourceLooked;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks into sources, and what others hand in, as metrics of this copy. */
@Component
class SourceMeters {
  private final MeterRegistry meters;

  SourceMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  @EventListener
  void looked(SourceLooked look) {
    Counter.builder("sitedrop.polls")
        .description("Looks into sources")
        .tags("source", look.source(), "outcome", look.isGood() ? "ok" : "failed")
        .register(meters)
        .increment();
  }

  @EventListener
  void handedIn(HandInEnded handIn) {
    Counter.builder("sitedrop.hand.ins")
        .description("What routes of one's own have handed in")
        .tags("source", handIn.source(), "outcome", handIn.outcome())
        .register(meters)
        .increment();
  }
}
