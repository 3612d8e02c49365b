package dev.sitedrop.signals;

import dev.sitedrop.status.Standing;
import dev.sitedrop.status.Status;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * How much is left to deliver, as metrics. The numbers are the ledger's: copies that share it all
 * tell the same, so they must not be added up. NaN stands for what is not known: the ledger is
 * away.
 */
@Component
class BacklogMeters implements MeterBinder {
  private final Status status;

  BacklogMeters(Status status) {
    this.status = status;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "sitedrop.backlog",
        null,
        Standing::due,
        "Deliveries that a worker is at or could take: more copies could take more");
    gauge(
        registry,
        "sitedrop.waiting",
        null,
        Standing::waiting,
        "Deliveries that are not finished, and that no worker is at or something holds up");
    gauge(
        registry,
        "sitedrop.oldest",
        "seconds",
        BacklogMeters::age,
        "How long ago the oldest came that is neither delivered nor set aside");
  }

  private static double age(Standing now) {
    Instant oldest = now.tally().oldest();
    return oldest == null
        ? 0
        : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1e3);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String unit,
      ToDoubleFunction<Standing> value,
      String description) {
    Gauge.builder(name, () -> value(value))
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  private double value(ToDoubleFunction<Standing> value) {
    Standing now = status.now();
    return now.tally() == null ? Double.NaN : value.applyAsDouble(now);
  }
}
