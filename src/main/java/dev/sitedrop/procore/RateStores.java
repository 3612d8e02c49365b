package dev.sitedrop.procore;

/** Where what is known of each company's rate limit is kept. */
@FunctionalInterface
interface RateStores {
  RateStore of(ProcoreAccount account);
}
