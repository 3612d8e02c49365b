package dev.sitedrop.intake.rule;

import java.io.IOException;
import java.util.Map;

/**
 * What a rule is for: all of these must hold.
 *
 * @param byName by the name of the setting; those that cost most come last
 */
record Conditions(Map<String, Condition> byName) {

  boolean hold(Candidate candidate) throws IOException {
    for (Condition condition : byName.values()) {
      if (!condition.holds(candidate)) {
        return false;
      }
    }
    return true;
  }

  /** Whether these take everything that the others could take. */
  boolean areWiderThan(Conditions others) {
    return byName.entrySet().stream()
        .allMatch(
            condition -> {
              Condition narrow = others.byName.get(condition.getKey());
              return narrow != null && condition.getValue().isWiderThan(narrow);
            });
  }
}
