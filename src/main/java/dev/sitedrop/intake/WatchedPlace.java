package dev.sitedrop.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** A source's endpoint, as far as people want to know it. */
public interface WatchedPlace {
  /** Those that are watched, and then those that routes of their own hand in by. */
  static List<WatchedPlace> in(CamelContext camel) {
    return Stream.concat(
            camel.getRoutes().stream().map(Route::getEndpoint), camel.getEndpoints().stream())
        .filter(WatchedPlace.class::isInstance)
        .map(WatchedPlace.class::cast)
        .distinct()
        .toList();
  }

  /** What the source is called in the log, in receipts and in rules. */
  String source();

  /** What is watched, for a person: such as a folder's path. */
  String watched();

  /** The folder of this machine that is watched; empty if it is anything else. */
  default Optional<Path> folder() {
    return Optional.empty();
  }
}
