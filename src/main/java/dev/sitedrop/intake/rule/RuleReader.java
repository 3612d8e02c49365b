package dev.sitedrop.intake.rule;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.intake.ProjectId;
import dev.sitedrop.intake.rule.RuleSetting.Then;
import dev.sitedrop.intake.rule.RuleSetting.When;
import dev.sitedrop.ledger.Target;
import java.util.Arrays;
import java.util.Map;

/** Makes a rule of what is written, and tells what cannot be meant. */
final class RuleReader {
  /** In characters; it is shown beside a file, and in the answer to a mail. */
  private static final int LONGEST_REFUSAL = 500;

  private final FieldRules fieldRules;

  RuleReader(FieldRules fieldRules) {
    this.fieldRules = fieldRules;
  }

  /**
   * @param number from 1
   * @throws WrongRule that names the rule, the setting, and what it may be
   */
  Rule read(int number, RuleSetting setting) {
    Then then = setting.then();
    if (then == null || isEmpty(then)) {
      throw new WrongRule(
          number, "its then is empty; it may hold target, project and fields, or refuse.");
    }
    When when = setting.when() == null ? When.ANYTHING : setting.when();
    Conditions conditions = ConditionReader.read(number, when);
    if (then.refuse() != null) {
      return new Rule(number, conditions, Aim.NOTHING, Map.of(), refusal(number, then));
    }
    Target target = target(number, then.target());
    return new Rule(
        number,
        conditions,
        new Aim(project(number, then.project()), target),
        new RuleFields(number, fieldRules).of(then.fields(), target),
        null);
  }

  private static boolean isEmpty(Then then) {
    return then.target() == null
        && then.project() == null
        && then.fields() == null
        && then.refuse() == null;
  }

  private static String refusal(int number, Then then) {
    if (then.target() != null || then.project() != null || then.fields() != null) {
      throw new WrongRule(
          number, "its then refuses, and says where to deliver as well; it may do one of both.");
    }
    String told = then.refuse().strip();
    if (told.isEmpty() || told.length() > LONGEST_REFUSAL) {
      throw new WrongRule(
          number,
          "then.refuse has "
              + told.length()
              + " characters; it may be a message for the sender of up to "
              + LONGEST_REFUSAL
              + ".");
    }
    return told.endsWith(".") ? told.substring(0, told.length() - 1) : told;
  }

  private static Target target(int number, String said) {
    if (said == null) {
      return null;
    }
    return Arrays.stream(Target.values())
        .filter(target -> target.folder().equals(said.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongRule(
                    number, "then.target is '" + said + "'; it may be images or accident_logs."));
  }

  private static String project(int number, String said) {
    if (said != null && !said.strip().matches(ProjectId.PATTERN)) {
      throw new WrongRule(
          number, "then.project is '" + said + "'; it may be Procore's project id, a number.");
    }
    return said == null ? null : said.strip();
  }
}
