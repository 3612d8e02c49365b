package dev.sitedrop.signals;

import dev.sitedrop.intake.SourceLooked;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks into sources, as metrics of this copy. */
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
}
