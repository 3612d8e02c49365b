package dev.sitedrop.ledger.view;

import dev.sitedrop.ledger.AttemptStep;
import java.time.Instant;
import java.util.List;

/**
 * One attempt at a delivery, as it ended. One that was cut off, because its process was killed, is
 * not known.
 *
 * @param number 1, 2, 3 and so on, in the order in which they ended
 * @param copy the name of the process that made it
 * @param outcome how it ended
 * @param told why it ended so, in words for a person; empty if it was delivered
 */
public record AttemptRecord(
    long number,
    String copy,
    Instant beganAt,
    Instant endedAt,
    Outcome outcome,
    String told,
    List<AttemptStep> steps) {

  /** How an attempt ended. */
  public enum Outcome {
    DELIVERED,
    FAILED,
    /** It is tried again. */
    POSTPONED
  }

  public AttemptRecord {
    steps = List.copyOf(steps);
  }
}
