package dev.sitedrop.signals.trace;

import dev.sitedrop.delivery.DeliveryEnded;
import dev.sitedrop.ledger.Delivery;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Locale;
import org.springframework.context.event.EventListener;

/** The span of a whole delivery, from drop to end, sent when that is known. */
class FirstSpans {
  private final Tracer tracer;

  FirstSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  @EventListener
  void ended(DeliveryEnded ended) {
    Delivery delivery = ended.delivery();
    Span span =
        DeliveryTrace.first(
            delivery.id(),
            () ->
                tracer
                    .spanBuilder("delivery")
                    .setNoParent()
                    .setStartTimestamp(delivery.openedAt())
                    .startSpan());
    span.setAttribute("sitedrop.delivery", delivery.id().toString());
    span.setAttribute("sitedrop.destination", delivery.destination());
    span.setAttribute("sitedrop.project", delivery.projectId());
    span.setAttribute("sitedrop.target", delivery.target().name().toLowerCase(Locale.ROOT));
    span.setAttribute("sitedrop.files", delivery.attachments().size());
    if (delivery.isDelivered()) {
      span.setAttribute("sitedrop.resource", delivery.resourceId());
    } else {
      span.setStatus(StatusCode.ERROR, delivery.reason());
    }
    span.end(delivery.finishedAt());
  }
}
