package dev.sitedrop.console.home;

import dev.sitedrop.procore.Company;

/**
 * What one company's rate limit leaves, as this copy knows it.
 *
 * @param tenSeconds calls left in the window of ten seconds; null if nothing is known
 * @param hour calls left in the hour; null if nothing is known
 * @param isHeldBack whether no calls are made because Procore does not answer as it should
 */
record Budget(String company, Long tenSeconds, Long hour, boolean isHeldBack) {
  static Budget of(Company company) {
    return new Budget(
        company.label(),
        known(company.callsLeftInTenSeconds()),
        known(company.callsLeftInTheHour()),
        company.isHeldBack());
  }

  private static Long known(double calls) {
    return Double.isNaN(calls) ? null : Math.round(calls);
  }
}
