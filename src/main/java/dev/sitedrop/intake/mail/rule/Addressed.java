package dev.sitedrop.intake.mail.rule;

import dev.sitedrop.ledger.Target;

/**
 * Where a mail goes.
 *
 * @param project Procore's project id
 */
public record Addressed(String project, Target target) {}
