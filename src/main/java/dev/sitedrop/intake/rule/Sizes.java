package dev.sitedrop.intake.rule;

/**
 * Which sizes, in bytes, both ends included.
 *
 * @param least 0 if there is no such end
 * @param most {@link Long#MAX_VALUE} if there is no such end
 */
record Sizes(long least, long most) implements Condition {

  @Override
  public boolean holds(Candidate candidate) {
    return least <= candidate.size() && candidate.size() <= most;
  }

  @Override
  public boolean isWiderThan(Condition other) {
    Sizes narrow = (Sizes) other;
    return least <= narrow.least && narrow.most <= most;
  }
}
