package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Sets the schedule up for one copy among others: under a name of its own, and, where they share a
 * ledger, so that a copy picks only what it has workers for, and no row that another is just
 * picking.
 */
@Component
class CopySchedule implements BeanPostProcessor {
  /** The column for the name has 100 characters; db-scheduler cuts at 50. */
  private static final int LONGEST_HOST = 30;

  /** As a part of all workers: when no more are busy, it looks for new work. */
  private static final double LOOK_AGAIN = 0.9;

  private final ObjectProvider<LedgerSettings> settings;
  private final Environment environment;

  CopySchedule(ObjectProvider<LedgerSettings> settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof DbSchedulerProperties schedule) {
      LedgerSettings ledger = settings.getObject();
      schedule.setSchedulerName(nameOfThisCopy());
      schedule.setHeartbeatInterval(ledger.heartbeatInterval());
      schedule.setMissedHeartbeatsLimit(ledger.missedHeartbeats());
      if (OnPostgres.holds(environment)) {
        schedule.setPollingStrategy(PollingStrategyConfig.Type.LOCK_AND_FETCH);
        schedule.setPollingStrategyLowerLimitFractionOfThreads(LOOK_AGAIN);
        schedule.setPollingStrategyUpperLimitFractionOfThreads(1);
      }
    }
    return bean;
  }

  /** Another one with each start: what a former process has picked is not this one's. */
  private static String nameOfThisCopy() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "copy";
    }
    return String.format(
        "%s-%d-%04x",
        host.substring(0, Math.min(LONGEST_HOST, host.length())),
        ManagementFactory.getRuntimeMXBean().getPid(),
        new SecureRandom().nextInt(1 << 16));
  }
}
