package dev.sitedrop.console.home;

import dev.sitedrop.procore.Company;
import java.time.Instant;

/**
 * What one company's rate limit leaves, as this copy knows it.
 *
 * @param tenSeconds calls left in the window of ten seconds; null if nothing is known
 * @param hour calls left in the hour; null if nothing is known
 * @param pausedUntil until when none is made, because the hour's are used up or Procore asked for a
 *     pause; null if calls are made
 * @param isHeldBack whether no calls are made because Procore does not answer as it should
 */
record Budget(String company, Long tenSeconds, Long hour, Instant pausedUntil, boolean isHeldBack) {
  static Budget of(Company company) {
    return new Budget(
        company.label(),
        known(company.callsLeftInTenSeconds()),
        known(company.callsLeftInTheHour()),
        company.pausedUntil(),
        company.isHeldBack());
  }

  private static Long known(double calls) {
    return Double.isNaN(calls) ? null : Math.round(calls);
  }
}
