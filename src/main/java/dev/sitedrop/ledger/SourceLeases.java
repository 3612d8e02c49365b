package dev.sitedrop.ledger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.javacrumbs.shedlock.core.LockProvider;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Which of the copies that share a ledger looks into which source: one at a time, and another soon
 * after that one is gone. It saves work and quarrels about files; that nothing is taken in twice
 * does not depend on it.
 */
public class SourceLeases {
  private final LockProvider locks;
  private final LedgerSettings settings;
  private final Set<SourceLease> wanted = ConcurrentHashMap.newKeySet();

  /**
   * @param locks null if there is but one copy
   */
  SourceLeases(LockProvider locks, LedgerSettings settings) {
    this.locks = locks;
    this.settings = settings;
  }

  /** From now on this copy looks into the source whenever no other does, until it is closed. */
  public SourceLease want(String source) {
    SourceLease lease = new SourceLease(source, locks, settings.sourceLease(), wanted::remove);
    wanted.add(lease);
    lease.renew();
    return lease;
  }

  @Scheduled(fixedDelay = 1000)
  void renewAll() {
    wanted.forEach(SourceLease::renew);
  }
}
