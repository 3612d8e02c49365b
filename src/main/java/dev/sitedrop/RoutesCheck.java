package dev.sitedrop;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A route that the pipeline calls and that no file holds is told at the start, not delivery by
 * delivery. What the sources call is looked at when they are loaded, after this.
 */
class RoutesCheck {
  private final CamelContext camel;

  RoutesCheck(CamelContext camel) {
    this.camel = camel;
  }

  @EventListener(ApplicationStartedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void check() {
    Set<String> called = new TreeSet<>(Set.of("direct://intake")); // by every source
    for (Endpoint endpoint : camel.getEndpoints()) {
      if (endpoint instanceof DirectEndpoint) {
        called.add(endpoint.getEndpointUri());
      }
    }
    for (Route route : camel.getRoutes()) {
      called.remove(route.getEndpoint().getEndpointUri());
    }
    if (!called.isEmpty()) {
      throw new StartRefused(
          "SITEDROP_ROUTES lacks a route: a route calls "
              + String.join(" and ", called).replace("://", ":")
              + ", and no file in it holds that route. Take the routes folder that came with this"
              + " version.");
    }
  }
}
