package dev.sitedrop.procore;

import java.time.Clock;

/** A state that no other process shares. */
final class OwnRateStore implements RateStore {
  private final Clock clock;
  private final RateState state = new RateState();

  OwnRateStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized <T> T change(Change<T> change) {
    return change.apply(state, clock.instant());
  }
}
