package dev.sitedrop.signals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** How often and how long something waited, by its reason. */
final class Waits {
  private Waits() {}

  static void record(MeterRegistry meters, String reason, Duration time) {
    Timer.builder("sitedrop.waits")
        .description("How often and how long deliveries and calls waited")
        .tag("reason", reason.toLowerCase(Locale.ROOT))
        .register(meters)
        .record(time);
  }
}
