package dev.sitedrop.intake.rule;

import dev.sitedrop.intake.mail.rule.AllowedSenders;

/** Which senders of mails; what came in another way has none. */
record Senders(AllowedSenders senders) implements Condition {

  @Override
  public boolean holds(Candidate candidate) {
    return candidate.letterhead() != null && senders.allows(candidate.letterhead().sender());
  }

  @Override
  public boolean isWiderThan(Condition other) {
    AllowedSenders narrow = ((Senders) other).senders;
    return senders.domains().containsAll(narrow.domains())
        && narrow.addresses().stream().allMatch(senders::allows);
  }
}
