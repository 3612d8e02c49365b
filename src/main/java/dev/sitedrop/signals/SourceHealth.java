package dev.sitedrop.signals;

import dev.sitedrop.intake.OwnSource;
import dev.sitedrop.intake.OwnSources;
import dev.sitedrop.intake.SourceLooks;
import dev.sitedrop.intake.SourceLooks.Look;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.stereotype.Component;

/**
 * {@code source} in {@code /actuator/health}: one indicator for each source that this copy looks
 * into, by its last look, and for each that a route of one's own hands in by, by what came last.
 * Sources come and go while SiteDrop runs.
 */
@Component("sourceHealthContributor")
class SourceHealth implements CompositeHealthContributor {
  private final SourceLooks looks;
  private final OwnSources own;

  SourceHealth(SourceLooks looks, OwnSources own) {
    this.looks = looks;
    this.own = own;
  }

  private static Health health(Look look) {
    Health.Builder health = look.isGood() ? Health.up() : Health.status(Degraded.STATUS);
    tell(health, "lookedAt", look.lastGood());
    tell(health, "failingSince", look.failingSince());
    tell(health, "problem", look.problem());
    return health.build();
  }

  private static Health health(OwnSource source) {
    Health.Builder health =
        source.isStopped()
            ? Health.down()
            : source.problem() == null ? Health.up() : Health.status(Degraded.STATUS);
    tell(health, "handedInAt", source.lastIn());
    tell(health, "refusedAt", source.lastRefused());
    tell(health, "refusal", source.refusal());
    tell(health, "failingSince", source.failingSince());
    tell(health, "problem", source.problem());
    return health.build();
  }

  private static void tell(Health.Builder health, String name, Object detail) {
    if (detail != null) {
      health.withDetail(name, detail.toString());
    }
  }

  @Override
  public HealthContributor getContributor(String name) {
    return indicators().get(name);
  }

  @Override
  public Iterator<NamedContributor<HealthContributor>> iterator() {
    return indicators().entrySet().stream()
        .map(one -> NamedContributor.of(one.getKey(), (HealthContributor) one.getValue()))
        .iterator();
  }

  private Map<String, HealthIndicator> indicators() {
    Map<String, HealthIndicator> all = new TreeMap<>();
    own.all().forEach((name, source) -> all.put(name, () -> health(source)));
    looks.all().forEach((name, look) -> all.put(name, () -> health(look)));
    return all;
  }
}
