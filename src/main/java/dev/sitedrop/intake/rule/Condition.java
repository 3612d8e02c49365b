package dev.sitedrop.intake.rule;

import java.io.IOException;

/** One condition of a rule. */
interface Condition {
  /**
   * @throws IOException if the files must be looked into and cannot be read now
   */
  boolean holds(Candidate candidate) throws IOException;

  /**
   * Whether this holds whenever the other one does, which is of the same kind. When in doubt, no: a
   * rule that is wrongly said never to match would stop a start.
   */
  boolean isWiderThan(Condition other);
}
