package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.mail.LetterIntake.Taken;
import dev.sitedrop.intake.mail.letter.LetterFile;
import dev.sitedrop.intake.mail.rule.SenderRule;
import dev.sitedrop.intake.mail.server.Listed;
import dev.sitedrop.intake.mail.server.Mailbox;
import dev.sitedrop.intake.mail.server.Mailbox.Fetched;
import dev.sitedrop.intake.mail.server.Place;
import dev.sitedrop.intake.mail.server.Trouble;
import dev.sitedrop.words.FailureText;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Takes in what lies in the watched folder, each message on its own. */
final class Reception {
  private final Mailbox mailbox;
  private final LetterIntake intake;
  private final Filing filing;
  private final MailboxRules rules;
  private final WorkFolder work;
  private final Complaints complaints;
  private final LetterIntake.HandIn handIn;
  private final Patience<Long> later;
  private long uidValidity;

  Reception(
      Mailbox mailbox,
      LetterIntake intake,
      Filing filing,
      MailboxRules rules,
      WorkFolder work,
      Complaints complaints,
      Clock clock,
      LetterIntake.HandIn handIn) {
    this.mailbox = mailbox;
    this.intake = intake;
    this.filing = filing;
    this.rules = rules;
    this.work = work;
    this.complaints = complaints;
    this.handIn = handIn;
    this.later = new Patience<>(clock, Duration.ofSeconds(2), Duration.ofHours(1));
  }

  /**
   * @return how many messages were looked at
   * @throws MessagingException if the connection is lost
   */
  int takeAll(BooleanSupplier goesOn) throws MessagingException, IOException {
    long validity = mailbox.uidValidity(Place.WATCHED);
    if (validity != uidValidity) {
      later.clear(); // the same numbers are other messages now
      uidValidity = validity;
    }
    int count = 0;
    for (Listed message : mailbox.list(Place.WATCHED)) {
      if (!goesOn.getAsBoolean()) {
        break;
      }
      if (!later.isWaiting(message.uid())) {
        count++;
        takeForSure(message, goesOn);
      }
    }
    return count;
  }

  /** What one message does to us must not hold back the others. */
  private void takeForSure(Listed message, BooleanSupplier goesOn)
      throws MessagingException, IOException {
    try {
      later.failed(message.uid()); // whatever happens, it is not looked at again at once
      if (take(message)) {
        later.succeeded(message.uid());
        complaints.clear("message " + message.uid());
      }
    } catch (FolderClosedException | StoreClosedException lost) {
      throw lost;
    } catch (MessagingException | IOException | RuntimeException e) {
      if (!goesOn.getAsBoolean()) {
        return; // it was told to stop in the middle: whoever looks now takes it in
      }
      complaints.warn(
          "message " + message.uid(),
          "Waiting: a mail in {} cannot be taken in now ({}). It stays where it is and is tried"
              + " again",
          rules.source(),
          Trouble.isLoss(e) ? "the connection was lost" : Shown.of(FailureText.of(e)));
      mailbox.connect();
    }
  }

  /** Whether it is out of the way. */
  private boolean take(Listed message) throws MessagingException, IOException {
    Path folder = work.emptied();
    Path raw = folder.resolve("message.eml");
    Fetched fetched =
        mailbox.fetch(Place.WATCHED, message.uid(), rules.limits().messageSize(), raw);
    if (fetched == Fetched.GONE) {
      return true;
    }
    LetterFile file = LetterFile.read(raw);
    Taken taken =
        intake.take(file, fetched == Fetched.WHOLE, message.size(), rules, folder, handIn);
    work.emptied();
    switch (taken.outcome()) {
      case TAKEN -> filing.accepted(taken.letter(), message);
      case KNOWN -> filing.again(message);
      case REJECTED -> {
        complaints.warn(
            "rejected " + file.key(),
            "Rejected: a mail from {} to {}: {}",
            SenderRule.from(file.headers()).map(Shown::of).orElse("an unreadable address"),
            rules.source(),
            taken.why());
        mailbox.move(Place.WATCHED, message.uid(), Place.REJECTED);
      }
      case LATER -> {
        complaints.warn(
            "quota " + SenderRule.from(file.headers()).orElse(""),
            "Waiting: mails from {} to {}: {}",
            SenderRule.from(file.headers()).map(Shown::of).orElse(""),
            rules.source(),
            taken.why());
        return false;
      }
      default -> throw new IllegalStateException();
    }
    return true;
  }
}
