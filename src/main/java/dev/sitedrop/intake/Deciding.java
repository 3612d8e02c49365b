package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.rule.Rule;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides where a drop goes: by what its sender says, then by the rules, then by its source. */
@Component
class Deciding {
  private final Ruling ruling;
  private final RuledFields ruledFields;
  private final Fields fields;

  Deciding(Ruling ruling, RuledFields ruledFields, Fields fields) {
    this.ruling = ruling;
    this.ruledFields = ruledFields;
    this.fields = fields;
  }

  /**
   * @throws RefusedDrop if it can never be delivered as it is
   * @throws IOException if it cannot be decided now
   */
  Decision of(IncomingDrop drop) throws IOException {
    Optional<Rule> rule = ruling.of(drop);
    if (rule.flatMap(Rule::refusal).isPresent()) {
      throw new RefusedDrop(rule.get().refusal().get());
    }
    Aim aim = aim(drop, rule);
    long projectId = ProjectId.of(aim.project());
    Target target = aim.target() == null ? Target.IMAGE : aim.target();
    if (target == Target.IMAGE && drop.files().size() > 1) {
      throw new RefusedDrop(
          "An image is one file, and these are "
              + drop.files().size()
              + ". Send each by itself, or all of them as an accident log.");
    }
    Takeout takeout = Takeout.among(drop.sidecars());
    Sidecar sidecar = Sidecar.read(takeout.others());
    fields.check(sidecar, target);
    ObjectNode byRule = ruledFields.of(rule, sidecar, drop.destination(), projectId, target);
    return new Decision(rule, projectId, aim.target(), target, sidecar, takeout.metadata(), byRule);
  }

  /** The rule that holds for it, whatever follows. */
  Optional<Rule> ruleOf(IncomingDrop drop) throws IOException {
    return ruling.of(drop);
  }

  /**
   * What its sender says, then the rule, then the source. A folder that is not called like a
   * project says nothing if another one knows a project.
   */
  private static Aim aim(IncomingDrop drop, Optional<Rule> rule) {
    Aim byRule = rule.map(Rule::aim).orElse(Aim.NOTHING);
    return drop.said().withoutOtherNames().or(byRule).or(drop.said()).or(drop.otherwise());
  }
}
