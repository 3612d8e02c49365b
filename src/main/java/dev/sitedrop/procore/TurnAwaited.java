package dev.sitedrop.procore;

import java.time.Duration;

/** A call has waited for the circuit or the rate limit; told to whoever listens. */
public record TurnAwaited(Company company, Cause cause, Duration time) {

  /** What it waited for. */
  public enum Cause {
    /** Its Procore does not answer as it should. */
    CIRCUIT,
    /** The rate limit left no call. */
    BUDGET
  }
}
