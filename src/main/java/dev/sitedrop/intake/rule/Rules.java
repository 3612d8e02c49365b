package dev.sitedrop.intake.rule;

import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.intake.IntakeSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The table of rules: the first one that matches holds. */
@Component
public class Rules {
  private final List<Rule> rules = new ArrayList<>();

  /**
   * @throws WrongRule if one cannot be meant, or can never match
   */
  Rules(IntakeSettings settings, FieldRules fieldRules, Environment environment) {
    KnownWords.check(Binder.get(environment));
    RuleReader reader = new RuleReader(fieldRules);
    for (RuleSetting setting : settings.rules()) {
      Rule rule = reader.read(rules.size() + 1, setting);
      for (Rule earlier : rules) {
        if (earlier.conditions().areWiderThan(rule.conditions())) {
          throw new WrongRule(
              rule.number(),
              String.format(
                  "it can never match: rule %d takes all that it could take. Put it before that"
                      + " one, or take it out.",
                  earlier.number()));
        }
      }
      rules.add(rule);
    }
  }

  /** How many there are. */
  public int count() {
    return rules.size();
  }

  List<Rule> all() {
    return List.copyOf(rules);
  }

  /**
   * @throws IOException if a file must be looked into and cannot be read now
   */
  public Optional<Rule> first(Candidate candidate) throws IOException {
    for (Rule rule : rules) {
      if (rule.conditions().hold(candidate)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
