package dev.sitedrop.procore;

/** Where what is known of each rate limit is kept. */
@FunctionalInterface
interface RateStores {
  /**
   * @param limit names it, without a secret, in at most 300 characters
   */
  RateStore of(String limit);
}
