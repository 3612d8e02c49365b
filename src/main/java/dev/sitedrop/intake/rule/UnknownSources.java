package dev.sitedrop.intake.rule;

import dev.sitedrop.intake.WatchedPlace;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Warns of rules for sources that are not there: sources come and go while SiteDrop runs. */
@Component
class UnknownSources {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** What is uploaded has no route that watches for it. */
  private static final Set<String> UPLOADS = Set.of("cli", "web");

  private final CamelContext camel;
  private final Rules rules;

  UnknownSources(CamelContext camel, Rules rules) {
    this.camel = camel;
    this.rules = rules;
  }

  @EventListener(ApplicationReadyEvent.class)
  void warn() {
    TreeSet<String> sources = new TreeSet<>();
    WatchedPlace.in(camel).forEach(place -> sources.add(place.source()));
    for (Rule rule : rules.all()) {
      if (rule.conditions().byName().get("source") instanceof SourceNames names
          && Stream.concat(UPLOADS.stream(), sources.stream()).noneMatch(names::isOneOf)) {
        LOG.warn(
            "Rule {} is for the source {}, and there is none of this name now, but {}",
            rule.number(),
            String.join(" or ", names.names()),
            sources.isEmpty() ? List.of() : String.join(", ", sources));
      }
    }
  }
}
