package dev.sitedrop;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** {@code routes} in {@code /actuator/health}: whether all of them run. */
class RoutesHealth implements HealthIndicator {
  private final CamelContext camel;

  RoutesHealth(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public Health health() {
    boolean run = camel.isStarted() && camel.getRoutes().stream().allMatch(this::isStarted);
    return (run ? Health.up() : Health.down()).build();
  }

  private boolean isStarted(Route route) {
    ServiceStatus status = camel.getRouteController().getRouteStatus(route.getRouteId());
    return status != null && status.isStarted();
  }
}
