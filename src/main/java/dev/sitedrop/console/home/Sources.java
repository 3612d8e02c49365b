package dev.sitedrop.console.home;

import dev.sitedrop.intake.SourceLooks;
import dev.sitedrop.intake.WatchedPlace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.springframework.stereotype.Component;

/** The sources that run now. */
@Component
public class Sources {
  private final CamelContext camel;
  private final SourceLooks looks;

  Sources(CamelContext camel, SourceLooks looks) {
    this.camel = camel;
    this.looks = looks;
  }

  /** Their names, in order. */
  public List<String> names() {
    return all().stream().map(SourceState::name).toList();
  }

  List<SourceState> all() {
    Map<String, SourceLooks.Look> known = looks.all();
    return camel.getRoutes().stream()
        .map(Route::getEndpoint)
        .filter(WatchedPlace.class::isInstance)
        .map(WatchedPlace.class::cast)
        .map(place -> state(place, known.get(place.source())))
        .sorted(Comparator.comparing(SourceState::name))
        .toList();
  }

  private static SourceState state(WatchedPlace place, SourceLooks.Look look) {
    String prefix = place.source() + ": ";
    String watched =
        place.watched().startsWith(prefix)
            ? place.watched().substring(prefix.length())
            : place.watched();
    return look == null
        ? new SourceState(place.source(), watched, null, null, null)
        : new SourceState(
            place.source(), watched, look.lastGood(), look.problem(), look.failingSince());
  }
}
