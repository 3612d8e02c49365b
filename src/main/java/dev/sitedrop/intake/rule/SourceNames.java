package dev.sitedrop.intake.rule;

import java.util.List;
import org.springframework.util.PatternMatchUtils;

/**
 * Which sources.
 *
 * @param names as configured; * stands for any letters
 */
record SourceNames(List<String> names) implements Condition {

  @Override
  public boolean holds(Candidate candidate) {
    return isOneOf(candidate.source());
  }

  boolean isOneOf(String source) {
    return names.stream().anyMatch(name -> PatternMatchUtils.simpleMatch(name, source));
  }

  /** A star of the other is but another letter that a star of this one stands for. */
  @Override
  public boolean isWiderThan(Condition other) {
    return ((SourceNames) other).names.stream().allMatch(this::isOneOf);
  }
}
