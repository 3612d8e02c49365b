package dev.sitedrop.intake.folder;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log lines about something that every poll meets again: each is written once an hour, and no more
 * than a hundred of them, however many files there are.
 */
public final class ReportedOnce {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final int MOST = 100;
  private static final long AN_HOUR = TimeUnit.HOURS.toNanos(1);

  private final Map<Object, Long> reported = new HashMap<>();
  private long full;

  /**
   * @param about what the line is about; equal for lines that need be written once only
   */
  public synchronized void warn(Object about, String message, Object... arguments) {
    long now = System.nanoTime();
    Long before = reported.get(about);
    if (before != null && now - before < AN_HOUR) {
      return;
    }
    if (before == null && reported.size() >= MOST) {
      reported.values().removeIf(then -> now - then >= AN_HOUR);
    }
    if (before != null || reported.size() < MOST) {
      reported.put(about, now);
      LOG.warn(message, arguments);
    } else if (full == 0 || now - full >= AN_HOUR) {
      full = now;
      LOG.warn("There are more than {} such messages; the others are left out for an hour", MOST);
    }
  }

  /** What was wrong is not any more; the next time is reported again. */
  public synchronized boolean clear(Object about) {
    return reported.remove(about) != null;
  }
}
