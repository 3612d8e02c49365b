package dev.sitedrop.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Route;

/** A source's endpoint, as far as people want to know it. */
public interface WatchedPlace {
  /**
   * Those that routes of now watch, and then those that routes of one's own hand in by; Camel keeps
   * the endpoints of routes that are gone, or could not be made.
   */
  static List<WatchedPlace> in(CamelContext camel) {
    return Stream.concat(
            camel.getRoutes().stream().map(Route::getEndpoint),
            camel.getRoutes().stream().flatMap(WatchedPlace::sentTo))
        .filter(WatchedPlace.class::isInstance)
        .map(WatchedPlace.class::cast)
        .distinct()
        .toList();
  }

  private static Stream<Endpoint> sentTo(Route route) {
    return route.filter("*").stream()
        .filter(EndpointAware.class::isInstance)
        .map(step -> ((EndpointAware) step).getEndpoint());
  }

  /**
   * A name that is taken would be that of two sources in receipts, rules and leases.
   *
   * @throws IllegalArgumentException if another source has it
   */
  static void refuseTakenName(CamelContext camel, WatchedPlace wanted) {
    for (WatchedPlace other : in(camel)) {
      if (other != wanted
          && other.source().equals(wanted.source())
          && !(other.isHandedIn() && wanted.isHandedIn())) {
        throw new IllegalArgumentException(
            "the name '" + wanted.source() + "' is taken already; give each source one of its own");
      }
    }
  }

  /** What the source is called in the log, in receipts and in rules. */
  String source();

  /** What is watched, for a person: such as a folder's path. */
  String watched();

  /** Whether routes of one's own hand in here: several may, by one name. */
  default boolean isHandedIn() {
    return false;
  }

  /** The folder of this machine that is watched; empty if it is anything else. */
  default Optional<Path> folder() {
    return Optional.empty();
  }
}
