package dev.sitedrop.intake;

import dev.sitedrop.ledger.Target;

/**
 * Where something is to go, as one of those says who may say it.
 *
 * @param project as text, not checked yet; null if nothing is said of it
 * @param target null if nothing is said of it
 */
public record Aim(String project, Target target) {
  /** Who says nothing. */
  public static final Aim NOTHING = new Aim(null, null);

  /** What this one leaves open, the next one says. */
  public Aim or(Aim next) {
    return new Aim(project == null ? next.project : project, target == null ? next.target : target);
  }

  /** The same without a project that cannot be one: many folders bear other names. */
  Aim withoutOtherNames() {
    return project == null || project.matches(ProjectId.PATTERN) ? this : new Aim(null, target);
  }
}
