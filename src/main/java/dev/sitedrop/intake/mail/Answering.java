package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.mail.server.Postman;
import dev.sitedrop.intake.mail.server.Trouble;
import dev.sitedrop.ledger.Letter;
import dev.sitedrop.ledger.LetterItem;
import dev.sitedrop.ledger.LetterLedger;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Tells senders what became of their mails: each once, when all of it is decided. */
final class Answering {
  /** An answer that comes later than this only confuses. */
  private static final Duration TOO_LATE = Duration.ofDays(4);

  private final Postman postman;
  private final LetterLedger ledger;
  private final MailboxRules rules;
  private final Complaints complaints;
  private final Clock clock;
  private final Patience<String> patience;

  /**
   * @param postman null if nobody is answered
   */
  Answering(
      Postman postman,
      LetterLedger ledger,
      MailboxRules rules,
      Complaints complaints,
      Clock clock) {
    this.postman = postman;
    this.ledger = ledger;
    this.rules = rules;
    this.complaints = complaints;
    this.clock = clock;
    this.patience = new Patience<>(clock, Duration.ofSeconds(30), Duration.ofMinutes(15));
  }

  void answerAll() {
    if (postman == null || patience.isWaiting("answers")) {
      return;
    }
    for (Letter letter : ledger.unanswered(rules.source(), clock.instant().minus(TOO_LATE))) {
      try {
        List<LetterItem> items = ledger.items(letter.id());
        postman.send(
            AnswerText.of(letter, items, rules.address()),
            () -> ledger.answers(letter.id(), items, clock.instant()));
        patience.succeeded("answers");
        complaints.clear("answers");
      } catch (MessagingException | IOException e) {
        patience.failed("answers");
        complaints.warn(
            "answers",
            "Cannot send answers for the mailbox {}: {}",
            rules.source(),
            Trouble.told(e, postman.server()));
        return;
      }
    }
  }
}
