package dev.sitedrop.signals.trace;

import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * A span for each attempt of a delivery, and within it one for each route it passes. The present
 * one travels in a variable of the exchange, for segments are put by other threads.
 */
class StepSpans extends RoutePolicySupport implements RoutePolicyFactory {
  private static final String ATTEMPT = "deliver";
  private static final String VARIABLE = "span";

  private final Tracer tracer;

  StepSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The present span, the one it is a part of, and the route that it stands for. */
  private record Step(Span span, Step outer, String route) {}

  @Override
  public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
    return this;
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    Step outer = exchange.getVariable(VARIABLE, Step.class);
    String id = route.getRouteId();
    Span span;
    if (outer != null) {
      span =
          tracer
              .spanBuilder(id)
              .setParent(Context.root().with(outer.span()))
              .setSpanKind(id.equals("put-segment") ? SpanKind.CLIENT : SpanKind.INTERNAL)
              .startSpan();
    } else if (id.equals(ATTEMPT) && exchange.getMessage().getBody() instanceof Delivery delivery) {
      span = tracer.spanBuilder("attempt").setParent(DeliveryTrace.parent(delivery)).startSpan();
      span.setAttribute("sitedrop.delivery", delivery.id().toString());
      span.setAttribute("sitedrop.attempts_before", delivery.attempts());
    } else {
      return;
    }
    if (exchange.getMessage().getBody() instanceof ProcoreCall call) {
      span.setAttribute("http.request.method", call.method());
      span.setAttribute("url.path", call.path());
    }
    exchange.setVariable(VARIABLE, new Step(span, outer, id));
  }

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    Step step = exchange.getVariable(VARIABLE, Step.class);
    if (step == null || !step.route().equals(route.getRouteId())) {
      return;
    }
    Exception failure = exchange.getException();
    if (failure == null && step.outer() == null) {
      failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }
    if (failure != null) {
      step.span().setStatus(StatusCode.ERROR, words(failure));
      step.span().setAttribute(AttributeKey.stringKey("error.type"), name(failure));
    }
    step.span().end();
    if (step.outer() == null) {
      exchange.removeVariable(VARIABLE);
    } else {
      exchange.setVariable(VARIABLE, step.outer());
    }
  }

  /** Of others' failures the name alone: what they say may hold a signed URL. */
  private static String words(Exception failure) {
    return failure instanceof ProcoreFailure ? failure.getMessage() : name(failure);
  }

  private static String name(Exception failure) {
    return failure.getClass().getSimpleName();
  }
}
