package dev.sitedrop.signals;

import org.springframework.boot.actuate.health.Status;

/**
 * Something outside does not work, and what is meant for it waits. Neither a restart nor another
 * copy would help, so it is answered with 200.
 */
final class Degraded {
  static final Status STATUS = new Status("DEGRADED");

  private Degraded() {}
}
