package dev.sitedrop.intake;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells once when the spool cannot be used, and when it can again; and, as it was seen last, {@code
 * spool} in {@code /actuator/health}.
 */
@Component("spoolHealthIndicator")
class SpoolLook implements HealthIndicator {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Spool spool;
  private volatile String problem;

  SpoolLook(Spool spool) {
    this.spool = spool;
  }

  @Scheduled(fixedDelay = 15_000)
  void lookAfter() {
    try {
      spool.check();
      if (problem != null) {
        problem = null;
        LOG.info("The spool {} can be used again", spool.place());
      }
    } catch (IOException e) {
      if (problem == null) {
        problem = FailureText.of(e);
        LOG.error("{}. Nothing is lost: files wait where they are, and it is tried again", problem);
      }
    }
  }

  @Override
  public Health health() {
    String told = problem;
    return told == null
        ? Health.up().withDetail("place", spool.place()).build()
        : Health.down().withDetail("place", spool.place()).withDetail("problem", told).build();
  }
}
