package dev.sitedrop.intake.mail.rule;

import dev.sitedrop.intake.Aim;

/**
 * Where a mail goes.
 *
 * @param said by plus-address and tags; a project is Procore's project id
 * @param otherwise by keywords and the source's defaults; it always knows a target
 */
public record Addressed(Aim said, Aim otherwise) {

  /** Where it goes if no rule is for it. */
  public Aim aim() {
    return said.or(otherwise);
  }
}
