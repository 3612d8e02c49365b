package dev.sitedrop.signals;

import dev.sitedrop.intake.SourceLooks;
import dev.sitedrop.intake.SourceLooks.Look;
import java.util.Iterator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.stereotype.Component;

/**
 * {@code source} in {@code /actuator/health}: one indicator for each source that this copy looks
 * into, by its last look. Sources come and go while SiteDrop runs.
 */
@Component("sourceHealthContributor")
class SourceHealth implements CompositeHealthContributor {
  private final SourceLooks looks;

  SourceHealth(SourceLooks looks) {
    this.looks = looks;
  }

  private static Health health(Look look) {
    Health.Builder health = look.isGood() ? Health.up() : Health.status(Degraded.STATUS);
    if (look.lastGood() != null) {
      health.withDetail("lookedAt", look.lastGood().toString());
    }
    if (!look.isGood()) {
      health
          .withDetail("failingSince", look.failingSince().toString())
          .withDetail("problem", look.problem());
    }
    return health.build();
  }

  @Override
  public HealthContributor getContributor(String name) {
    Look look = looks.all().get(name);
    return look == null ? null : (HealthIndicator) () -> health(look);
  }

  @Override
  public Iterator<NamedContributor<HealthContributor>> iterator() {
    return looks.all().entrySet().stream()
        .map(
            one ->
                NamedContributor.of(
                    one.getKey(),
                    (HealthContributor) (HealthIndicator) () -> health(one.getValue())))
        .iterator();
  }
}
