package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.picture.TakeoutMetadata;
import dev.sitedrop.intake.rule.Rule;
import dev.sitedrop.ledger.Target;
import java.util.Optional;

/**
 * Where a drop goes, before any of its bytes is kept.
 *
 * @param rule that was used
 * @param projectId Procore's project id
 * @param said the target that somebody says; null to decide by content
 * @param target what it becomes, if its content can become that
 * @param sidecar what its sender says, checked
 * @param takeout what Google Takeout says of its file
 * @param byRule the fields that the rule gives
 */
record Decision(
    Optional<Rule> rule,
    long projectId,
    Target said,
    Target target,
    Sidecar sidecar,
    Optional<TakeoutMetadata> takeout,
    ObjectNode byRule) {}
