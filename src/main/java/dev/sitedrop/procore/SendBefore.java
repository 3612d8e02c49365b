package dev.sitedrop.procore;

import java.time.Duration;

/**
 * Until when a call may be sent, by both clocks: one stands still while a machine sleeps, and the
 * other may be set while it runs.
 *
 * @param nanoTime as {@link System#nanoTime} counts
 * @param epochMillis as {@link System#currentTimeMillis} counts
 */
public record SendBefore(long nanoTime, long epochMillis) {

  /** So long from now on. */
  public static SendBefore in(Duration time) {
    return new SendBefore(
        System.nanoTime() + time.toNanos(), System.currentTimeMillis() + time.toMillis());
  }

  /** Whether at least so much of the time is left. */
  public boolean holdsFor(Duration time) {
    return System.nanoTime() + time.toNanos() - nanoTime < 0
        && System.currentTimeMillis() + time.toMillis() < epochMillis;
  }

  /** As a header that never leaves the process. */
  String text() {
    return nanoTime + "/" + epochMillis;
  }

  static SendBefore parse(String text) {
    int slash = text.indexOf('/');
    return new SendBefore(
        Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
  }
}
