package dev.sitedrop.status;

import dev.sitedrop.intake.OwnSource;
import dev.sitedrop.intake.OwnSources;
import dev.sitedrop.intake.SourceLooks;
import dev.sitedrop.intake.SourcePolls;
import dev.sitedrop.intake.WatchedPlace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.springframework.stereotype.Component;

/** The sources that run now. */
@Component
public class Sources {
  private final CamelContext camel;
  private final SourceLooks looks;
  private final OwnSources own;
  private final SourcePolls polls;

  Sources(CamelContext camel, SourceLooks looks, OwnSources own, SourcePolls polls) {
    this.polls = polls;
    this.camel = camel;
    this.looks = looks;
    this.own = own;
  }

  /** Their names, in order. */
  public List<String> names() {
    return all().stream().map(SourceState::name).toList();
  }

  /** All, in the order of their names. */
  public List<SourceState> all() {
    Map<String, SourceLooks.Look> known = looks.all();
    Set<String> hanging = polls.hanging();
    Stream<SourceState> lookedInto =
        camel.getRoutes().stream()
            .filter(route -> route.getEndpoint() instanceof WatchedPlace)
            .map(
                route -> {
                  WatchedPlace place = (WatchedPlace) route.getEndpoint();
                  SourceState state = state(place, known.get(place.source()));
                  return hanging.contains(route.getRouteId()) ? state.hanging() : state;
                });
    return Stream.concat(lookedInto, own.all().values().stream().map(Sources::state))
        .sorted(Comparator.comparing(SourceState::name))
        .toList();
  }

  private static SourceState state(WatchedPlace place, SourceLooks.Look look) {
    String watched = watched(place);
    return look == null
        ? new SourceState(place.source(), watched, false, null, null, null, null, null)
        : new SourceState(
            place.source(),
            watched,
            false,
            look.lastGood(),
            null,
            null,
            look.problem(),
            look.failingSince());
  }

  private static SourceState state(OwnSource own) {
    return new SourceState(
        own.place().source(),
        watched(own.place()),
        true,
        own.lastIn(),
        own.lastRefused(),
        own.refusal(),
        own.problem(),
        own.failingSince());
  }

  private static String watched(WatchedPlace place) {
    String prefix = place.source() + ": ";
    return place.watched().startsWith(prefix)
        ? place.watched().substring(prefix.length())
        : place.watched();
  }
}
