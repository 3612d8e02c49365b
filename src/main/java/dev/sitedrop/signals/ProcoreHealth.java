package dev.sitedrop.signals;

import dev.sitedrop.procore.ApiCallEnded;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * {@code procore} in {@code /actuator/health}: one indicator for each company, by what its calls
 * have shown. It makes none of its own: a probe must not wait, nor use up a limit.
 */
@Component("procoreHealthContributor")
class ProcoreHealth implements CompositeHealthContributor {
  private final Companies companies;
  private final Map<String, Answer> lastAnswers = new ConcurrentHashMap<>();

  private record Answer(Instant at, String endpoint, int status) {}

  ProcoreHealth(Companies companies) {
    this.companies = companies;
  }

  @EventListener
  void ended(ApiCallEnded call) {
    if (call.status() > 0) {
      lastAnswers.put(
          call.company().destination(), new Answer(Instant.now(), call.endpoint(), call.status()));
    }
  }

  private static String name(Company company) {
    return company.name().isEmpty() ? company.id() : company.name();
  }

  private Health health(Company company) {
    boolean isRefused = company.token().isRefused();
    boolean isHeldBack = company.isHeldBack();
    Health.Builder health = isRefused || isHeldBack ? Health.status(Degraded.STATUS) : Health.up();
    health.withDetail("destination", company.destination());
    if (isRefused) {
      health.withDetail("login", "refused");
    }
    if (isHeldBack) {
      health.withDetail("calls", "held back until it answers");
    }
    Answer last = lastAnswers.get(company.destination());
    if (last != null) {
      health
          .withDetail("lastAnswer", last.status() + " to " + last.endpoint())
          .withDetail("lastAnswerAt", last.at().toString());
    }
    return health.build();
  }

  @Override
  public HealthContributor getContributor(String name) {
    return companies.all().stream()
        .filter(one -> name(one).equals(name))
        .findFirst()
        .map(one -> (HealthIndicator) () -> health(one))
        .orElse(null);
  }

  @Override
  public Iterator<NamedContributor<HealthContributor>> iterator() {
    return companies.all().stream()
        .map(one -> NamedContributor.of(name(one), getContributor(name(one))))
        .iterator();
  }
}
