package dev.sitedrop.ledger;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * {@code ledger} in {@code /actuator/health}: whether this copy can use the ledger. It repeats what
 * was seen within the last second or so, for a probe must not wait for a database that is away.
 */
@Component("ledgerHealthIndicator")
class LedgerHealth implements HealthIndicator {
  private final List<LedgerWatch> watches;

  LedgerHealth(List<LedgerWatch> watches) {
    this.watches = watches;
  }

  @Override
  public Health health() {
    boolean isUsable = watches.stream().allMatch(LedgerWatch::isUsable);
    return (isUsable ? Health.up() : Health.down()).build();
  }
}
