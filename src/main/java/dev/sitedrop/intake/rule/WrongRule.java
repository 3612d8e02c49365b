package dev.sitedrop.intake.rule;

/** A rule that cannot be meant. The message names it, what is wrong and what it may be. */
public class WrongRule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongRule(int number, String told) {
    super("Rule " + number + " (intake.rules[" + (number - 1) + "]): " + told);
  }
}
