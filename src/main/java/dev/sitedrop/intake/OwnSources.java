package dev.sitedrop.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The sources of one's own ({@code sitedrop:<name>}). Nobody looks into them: they are known by
 * what was handed in, and by whether their routes run.
 */
@Component
public class OwnSources {
  /** Source files come and go while SiteDrop runs. */
  static final int MOST = 1_000;

  private record RouteFailure(String why, Instant since) {}

  private final Map<String, RouteFailure> failingRoutes = new ConcurrentHashMap<>();
  private final ObjectProvider<CamelContext> camel;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final Map<String, OwnSource> seen =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, OwnSource> eldest) {
              return size() > MOST;
            }
          });

  OwnSources(ObjectProvider<CamelContext> camel, Clock clock, ApplicationEventPublisher events) {
    this.camel = camel;
    this.clock = clock;
    this.events = events;
  }

  /** It may be handed in by this one from now on. */
  public void opened(WatchedPlace place) {
    seen.compute(
        place.source(),
        (name, before) -> before == null ? OwnSource.unknown(place) : before.at(place));
  }

  /** The ledger has it. */
  public void accepted(String source) {
    note(source, "accepted", OwnSource::accepted);
  }

  /**
   * It can never be delivered as it is, and lies set aside.
   *
   * @param why for a person
   */
  public void refused(String source, String why) {
    note(source, "refused", (before, now) -> before.refused(now, why));
  }

  /**
   * It could not be taken in.
   *
   * @param why for a person, without a secret
   */
  public void failed(String source, String why) {
    note(source, "failed", (before, now) -> before.failed(now, why));
  }

  private void note(
      String source, String outcome, BiFunction<OwnSource, Instant, OwnSource> change) {
    seen.computeIfPresent(source, (name, before) -> change.apply(before, clock.instant()));
    events.publishEvent(new HandInEnded(source, outcome));
  }

  /**
   * A route that hands in has failed before it could.
   *
   * @param why for a person, without a secret
   */
  public void routeFailed(String routeId, String why) {
    failingRoutes.merge(
        routeId,
        new RouteFailure(why, clock.instant()),
        (before, now) -> new RouteFailure(now.why(), before.since()));
  }

  /** It has come to its end, or is gone. */
  public void routeRan(String routeId) {
    failingRoutes.remove(routeId);
  }

  /** How many sources it remembers. */
  int remembered() {
    return seen.size();
  }

  /** Those that a route of now hands in by, by name. */
  public Map<String, OwnSource> all() {
    Map<String, OwnSource> all = new TreeMap<>();
    ModelCamelContext context = (ModelCamelContext) camel.getObject();
    for (RouteDefinition route : context.getRouteDefinitions()) {
      for (ToDefinition to :
          ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)) {
        OwnSource source = seen.get(name(to.getUri()));
        if (source != null) {
          OwnSource now = withRoute(source, route.getRouteId(), context);
          all.merge(source.place().source(), now, (one, other) -> one.isStopped() ? one : other);
        }
      }
    }
    return all;
  }

  private OwnSource withRoute(OwnSource source, String id, CamelContext context) {
    ServiceStatus status = context.getRouteController().getRouteStatus(id);
    if (status == null || !status.isStarted()) {
      return source.stopped("its route " + id + " does not run");
    }
    RouteFailure failure = failingRoutes.get(id);
    return failure == null || source.problem() != null
        ? source
        : source.failed(failure.since(), "its route " + id + " fails: " + failure.why());
  }

  /** Of {@code sitedrop:name?parameters}; anything else of others. */
  private static String name(String uri) {
    return uri == null || !uri.startsWith("sitedrop:")
        ? ""
        : uri.substring("sitedrop:".length()).replaceAll("^//|\\?.*$", "");
  }
}
