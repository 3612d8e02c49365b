package dev.sitedrop.signals.alert;

import dev.sitedrop.words.FailureText;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends alerts by all channels there are. */
class Messengers {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final List<Channel> channels;
  private final MeterRegistry meters;

  Messengers(List<Channel> channels, MeterRegistry meters) {
    this.channels = List.copyOf(channels);
    this.meters = meters;
  }

  /** Whether it has reached anybody: who got it must not get it again for another who did not. */
  boolean tell(Alert alert) {
    boolean isTold = false;
    for (Channel channel : channels) {
      try {
        channel.send(alert);
        isTold = true;
        count(alert, "sent");
      } catch (IOException | RuntimeException e) {
        count(alert, "failed");
        LOG.warn(
            "An alert could not be sent to {}: {}",
            channel.name(),
            e instanceof IOException ? FailureText.of(e) : FailureText.kind(e));
      }
    }
    return isTold;
  }

  private void count(Alert alert, String outcome) {
    Counter.builder("sitedrop.alerts")
        .description("Alerts")
        .tags("kind", alert.kind(), "outcome", outcome)
        .register(meters)
        .increment();
  }
}
