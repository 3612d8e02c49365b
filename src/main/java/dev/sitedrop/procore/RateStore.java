package dev.sitedrop.procore;

import java.time.Instant;

/**
 * Where the state of a rate limit is kept: for this process alone, or for all copies of SiteDrop.
 */
interface RateStore {
  /** Nobody else sees or changes the state meanwhile; what is changed is kept. */
  <T> T change(Change<T> change);

  /** One change of the state. */
  @FunctionalInterface
  interface Change<T> {
    /**
     * @param now by the clock that all who share the state go by
     */
    T apply(RateState state, Instant now);
  }
}
