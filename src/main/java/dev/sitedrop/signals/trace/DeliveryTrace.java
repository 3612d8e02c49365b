package dev.sitedrop.signals.trace;

import dev.sitedrop.ledger.Delivery;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The trace of a delivery: its id is the delivery's, so that each attempt of each copy is a part of
 * it, whatever was restarted in between. Its first span, from drop to end, is known by its id from
 * the beginning, and sent when the delivery has ended.
 */
final class DeliveryTrace implements IdGenerator {
  private static final ThreadLocal<UUID> FIRST_SPAN_OF = new ThreadLocal<>();

  private final IdGenerator others = IdGenerator.random();

  static String traceId(UUID delivery) {
    return delivery.toString().replace("-", "");
  }

  private static String firstSpanId(UUID delivery) {
    return SpanId.fromLong(delivery.getMostSignificantBits());
  }

  /** What an attempt is a part of. */
  static Context parent(Delivery delivery) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    traceId(delivery.id()),
                    firstSpanId(delivery.id()),
                    TraceFlags.getSampled(),
                    TraceState.getDefault())));
  }

  /** Starts the span that is the parent of all others. */
  static Span first(UUID delivery, Supplier<Span> start) {
    FIRST_SPAN_OF.set(delivery);
    try {
      return start.get();
    } finally {
      FIRST_SPAN_OF.remove();
    }
  }

  @Override
  public String generateTraceId() {
    UUID delivery = FIRST_SPAN_OF.get();
    return delivery == null ? others.generateTraceId() : traceId(delivery);
  }

  @Override
  public String generateSpanId() {
    UUID delivery = FIRST_SPAN_OF.get();
    return delivery == null ? others.generateSpanId() : firstSpanId(delivery);
  }
}
