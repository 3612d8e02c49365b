package dev.sitedrop;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/** A route that another one calls and that no file holds is told at the start, not file by file. */
class RoutesCheck {
  private final CamelContext camel;

  RoutesCheck(CamelContext camel) {
    this.camel = camel;
  }

  @EventListener(ApplicationStartedEvent.class)
  void check() {
    Set<String> called = new TreeSet<>();
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
