package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.mail.letter.LetterFile;
import dev.sitedrop.intake.mail.letter.LetterReader;
import dev.sitedrop.intake.mail.rule.SenderRule;
import dev.sitedrop.intake.mail.server.Listed;
import dev.sitedrop.intake.mail.server.MailServer;
import dev.sitedrop.intake.mail.server.Mailbox;
import dev.sitedrop.intake.mail.server.Mailbox.Fetched;
import dev.sitedrop.intake.mail.server.Place;
import dev.sitedrop.intake.mail.server.Trouble;
import dev.sitedrop.ledger.Letter;
import dev.sitedrop.ledger.LetterItem.State;
import dev.sitedrop.words.FailureText;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;

/** One look into a mailbox that moves nothing, answers nobody and marks nothing as read. */
final class MailboxLook {
  private final Mailbox mailbox;
  private final MailServer server;
  private final MailboxRules rules;
  private final LetterPlan plan;

  MailboxLook(Mailbox mailbox, MailServer server, MailboxRules rules, LetterPlan plan) {
    this.mailbox = mailbox;
    this.server = server;
    this.rules = rules;
    this.plan = plan;
  }

  void reach() throws IOException {
    connected(() -> mailbox.uidValidity(Place.WATCHED));
  }

  void look(Consumer<IncomingDrop> seen) throws IOException {
    Path folder = Files.createTempDirectory("sitedrop-look");
    try {
      WorkFolder work = new WorkFolder(folder.resolve("mail"));
      connected(
          () -> {
            for (Listed message : mailbox.list(Place.WATCHED)) {
              look(message, work.emptied(), seen);
            }
          });
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private interface Use {
    void go() throws MessagingException, IOException;
  }

  private void connected(Use use) throws IOException {
    try {
      mailbox.connect();
      use.go();
    } catch (MessagingException e) {
      throw new IOException(Trouble.told(e, server));
    } finally {
      mailbox.disconnect();
    }
  }

  private void look(Listed message, Path folder, Consumer<IncomingDrop> seen)
      throws MessagingException, IOException {
    Path raw = folder.resolve("message.eml");
    Fetched fetched =
        mailbox.fetch(Place.WATCHED, message.uid(), rules.limits().messageSize(), raw);
    if (fetched == Fetched.GONE) {
      return;
    }
    LetterFile file = LetterFile.read(raw);
    String sender = SenderRule.from(file.headers()).orElse("");
    Letter letter = letter(file, message, sender);
    Optional<String> refusal = rules.senders().refusal(file.headers());
    if (refusal.isPresent()) {
      seen.accept(refused(letter, "a mail", "Rejected: " + refusal.get()));
      return;
    }
    for (PlannedItem planned : planned(file, fetched == Fetched.WHOLE, sender, folder)) {
      seen.accept(
          planned.fields() == null
              ? refused(letter, planned.item().name(), planned.item().told())
              : LetterDrop.of(letter, planned, rules.destination()));
    }
  }

  /** One letter that cannot be planned now does not hide the others. */
  private List<PlannedItem> planned(LetterFile file, boolean whole, String sender, Path folder) {
    try {
      return plan.of(file, whole, sender, rules, folder).items();
    } catch (IOException | RuntimeException e) {
      return List.of(
          PlannedItem.decided(
              0, "a mail", State.REFUSED, "It cannot be told now: " + FailureText.of(e)));
    }
  }

  private Letter letter(LetterFile file, Listed message, String sender) {
    return new Letter(
        UUID.randomUUID(),
        rules.source(),
        file.key(),
        sender,
        LetterReader.subject(file),
        "",
        "",
        message.size(),
        Instant.now(),
        false,
        null,
        null,
        null,
        null);
  }

  private IncomingDrop refused(Letter letter, String name, String why) {
    return new IncomingDrop(
        letter.source(),
        MailSettlement.NAME,
        rules.destination(),
        name + " from " + letter.sender(),
        Aim.NOTHING,
        Aim.NOTHING,
        null,
        List.of(),
        List.of(),
        "",
        "",
        why);
  }
}
