package dev.sitedrop.intake;

import dev.sitedrop.words.FailureText;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Tells in one line that a route of one's own has failed: which, in which step, and why. Camel
 * would write it twice, each time with all of its own calls; these are there at DEBUG.
 */
@Component
class OwnRouteFailures extends RoutePolicySupport implements RoutePolicyFactory {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** Of an exchange whose failure has been told. */
  private static final String TOLD = "SiteDropFailureTold";

  private final OwnSources sources;
  private final String pipeline;

  OwnRouteFailures(OwnSources sources, @Value("${sitedrop.routes}") Path routes) {
    this.sources = sources;
    this.pipeline = "file:" + routes.resolve("pipeline");
  }

  /** What fails in the pipeline is decided by those who call it. */
  @Override
  public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode node) {
    boolean isOfPipeline =
        node instanceof RouteDefinition route
            && route.getResource() != null
            && route.getResource().getLocation().startsWith(pipeline);
    return isOfPipeline ? null : this;
  }

  @Override
  public void onStart(Route route) {
    if (isOwn(route)
        && route.getConsumer() instanceof DefaultConsumer consumer
        && consumer.getExceptionHandler() instanceof LoggingExceptionHandler) {
      consumer.setExceptionHandler(new OneLine(route));
    }
  }

  /** The watched places tell of their failures themselves. */
  private static boolean isOwn(Route route) {
    return !(route.getEndpoint() instanceof WatchedPlace);
  }

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    Exception failure = exchange.getException();
    if (isOwn(route) && route.getRouteId().equals(exchange.getFromRouteId())) {
      if (failure == null) {
        sources.routeRan(route.getRouteId());
      } else {
        exchange.setProperty(TOLD, true);
        tell(route, step(exchange), failure);
      }
    }
  }

  @Override
  public void onRemove(Route route) {
    sources.routeRan(route.getRouteId());
  }

  /** Camel remembers the endpoint that was called last; what fails may be a step behind it. */
  private static String step(Exchange exchange) {
    String endpoint = exchange.getProperty(Exchange.FAILURE_ENDPOINT, String.class);
    return endpoint == null ? "" : " at or after the step to " + plain(endpoint);
  }

  private void tell(Route route, String where, Throwable failure) {
    sources.routeFailed(route.getRouteId(), why(failure));
    LOG.error(
        "The route {} has failed{}: {}",
        Shown.of(route.getRouteId()),
        Shown.of(where),
        Shown.of(why(failure)));
    LOG.debug("The route {} has failed", route.getRouteId(), failure);
  }

  private static String why(Throwable failure) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
    return plain(FailureText.of(cause).lines().findFirst().orElse(""));
  }

  /** Without what may be secret in an address: who logs in, and what its question mark leads. */
  private static String plain(String text) {
    return text.replaceAll("\\?[^\\s\\]]*", "").replaceAll("(?<=://)[^/@\\s]*@", "");
  }

  /** Of what a route reads from: what was not told by its exchange. */
  private final class OneLine implements ExceptionHandler {
    private final Route route;

    OneLine(Route route) {
      this.route = route;
    }

    @Override
    public void handleException(Throwable failure) {
      handleException(null, null, failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
      handleException(message, null, failure);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
      if (exchange == null || exchange.getProperty(TOLD) == null) {
        tell(route, " where it reads from " + plain(route.getEndpoint().getEndpointUri()), failure);
      }
    }
  }
}
