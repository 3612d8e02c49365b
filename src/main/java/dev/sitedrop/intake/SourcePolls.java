package dev.sitedrop.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.ScheduledPollConsumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * {@code sources} in {@code /actuator/health}: whether each source is still looked into. A look may
 * take long, as that into a mailbox of 10,000 mails does; but one that neither ends nor hands
 * anything in for an hour hangs, such as on a disk of a network that is gone.
 */
@Component("sourcesHealthIndicator")
public class SourcePolls extends RoutePolicySupport implements RoutePolicyFactory, HealthIndicator {
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** What a look has come to, and since when. */
  private record Look(long number, long handedIn, long since) {
    boolean isSame(Look later) {
      return number == later.number && handedIn == later.handedIn;
    }
  }

  private final ObjectProvider<CamelContext> camel;
  private final Duration longest;
  private final Map<String, LongAdder> handedIn = new ConcurrentHashMap<>();
  private Map<String, Look> looks = Map.of();

  @Autowired
  SourcePolls(ObjectProvider<CamelContext> camel) {
    this(camel, PATIENCE);
  }

  /**
   * @param longest how long a look may come to nothing before it is taken for dead
   */
  SourcePolls(ObjectProvider<CamelContext> camel, Duration longest) {
    this.camel = camel;
    this.longest = longest;
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
    return this;
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    if (route.getConsumer() instanceof ScheduledPollConsumer) {
      handedIn.computeIfAbsent(route.getRouteId(), id -> new LongAdder()).increment();
    }
  }

  @Override
  public void onRemove(Route route) {
    handedIn.remove(route.getRouteId());
  }

  @Override
  public Health health() {
    return (hanging().isEmpty() ? Health.up() : Health.down()).build();
  }

  /** The ids of the routes whose look has come to nothing for too long. */
  public synchronized Set<String> hanging() {
    long now = System.nanoTime();
    Map<String, Look> under = new HashMap<>();
    for (Route route : camel.getObject().getRoutes()) {
      if (route.getConsumer() instanceof ScheduledPollConsumer consumer && consumer.isPolling()) {
        under.put(route.getRouteId(), goesOn(route.getRouteId(), consumer.getCounter(), now));
      }
    }
    looks = under;
    return under.entrySet().stream()
        .filter(look -> now - look.getValue().since() > longest.toNanos())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How many routes it remembers. */
  int remembered() {
    return handedIn.size();
  }

  private Look goesOn(String id, long number, long now) {
    LongAdder count = handedIn.get(id);
    Look look = new Look(number, count == null ? 0 : count.sum(), now);
    Look before = looks.get(id);
    return before != null && before.isSame(look) ? before : look;
  }
}
