package dev.sitedrop.intake.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.Aim;
import dev.sitedrop.ledger.Target;
import java.util.Map;
import java.util.Optional;

/** One rule of the table. */
public final class Rule {
  private final int number;
  private final Conditions conditions;
  private final Aim aim;
  private final Map<Target, ObjectNode> fields;
  private final String refusal;

  /**
   * @param number from 1
   * @param fields for each target
   * @param refusal null if it refuses nothing
   */
  Rule(int number, Conditions conditions, Aim aim, Map<Target, ObjectNode> fields, String refusal) {
    this.number = number;
    this.conditions = conditions;
    this.aim = aim;
    this.fields = fields;
    this.refusal = refusal;
  }

  Conditions conditions() {
    return conditions;
  }

  /** What people call it: its place in the table, from 1. */
  public int number() {
    return number;
  }

  /** Where it sends what does not say so itself. */
  public Aim aim() {
    return aim;
  }

  /** Procore's fields for what the sender does not say; those that this target has. */
  public ObjectNode fields(Target target) {
    return fields.getOrDefault(target, JsonNodeFactory.instance.objectNode()).deepCopy();
  }

  /** Why it refuses, in words for the sender; empty if it does not. */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal).map(told -> told + " (rule " + number + ")");
  }
}
