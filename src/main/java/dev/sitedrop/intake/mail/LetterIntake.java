package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.mail.letter.LetterFile;
import dev.sitedrop.intake.mail.letter.LetterReader;
import dev.sitedrop.intake.mail.rule.AutoReply;
import dev.sitedrop.intake.mail.rule.SenderRule;
import dev.sitedrop.ledger.Letter;
import dev.sitedrop.ledger.LetterItem;
import dev.sitedrop.ledger.LetterItem.State;
import dev.sitedrop.ledger.LetterLedger;
import dev.sitedrop.ledger.RefusalLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes in one letter: once, however often it is shown. */
@Component
class LetterIntake {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final Duration QUOTA_PERIOD = Duration.ofHours(1);

  /** So many are named in a line of the log. */
  private static final int MOST_LEFT_OUT = 20;

  private final LetterLedger ledger;
  private final LetterPlan plan;
  private final RefusalLedger refusals;
  private final Clock clock;

  LetterIntake(LetterLedger ledger, LetterPlan plan, RefusalLedger refusals, Clock clock) {
    this.ledger = ledger;
    this.refusals = refusals;
    this.plan = plan;
    this.clock = clock;
  }

  LetterPlan plan() {
    return plan;
  }

  /** Hands a drop to the intake. */
  interface HandIn {
    void accept(IncomingDrop drop) throws IOException;
  }

  /** What a letter is to its mailbox now. */
  enum Outcome {
    /** It is taken in; what becomes of it is decided later. */
    TAKEN,
    /** It was filed before, and comes again. */
    KNOWN,
    /** It is not from one who may send. */
    REJECTED,
    /** Its sender sends too much; it has to wait. */
    LATER
  }

  /**
   * @param letter the ledger's; null if that has none
   * @param why for the log; empty if there is nothing to say
   */
  record Taken(Outcome outcome, Letter letter, String why) {}

  /**
   * @param file the message
   * @param whole false if it is too large, and only its headers are there
   * @param size as its server says
   * @param folder an empty one for its files
   * @throws IOException if it cannot be taken in now; it is shown again later
   */
  Taken take(
      LetterFile file, boolean whole, long size, MailboxRules rules, Path folder, HandIn handIn)
      throws IOException {
    Optional<Letter> before = ledger.find(rules.source(), file.key());
    boolean filed = before.isPresent() && before.get().isFiled();
    if (before.isPresent() && !filed && ledger.isTaken(before.get().id())) {
      return new Taken(Outcome.TAKEN, before.get(), "");
    }
    if (filed && ledger.items(before.get().id()).stream().noneMatch(LetterItem::isMissing)) {
      return new Taken(Outcome.KNOWN, before.get(), "");
    }
    boolean begun = before.isPresent() && !filed;
    Optional<Taken> rejected = begun ? Optional.empty() : rejected(file, rules);
    if (rejected.isPresent()) {
      return rejected.get();
    }
    String sender = SenderRule.from(file.headers()).orElse("");
    LetterPlan.Plan planned = plan.of(file, whole, sender, rules, folder);
    List<PlannedItem> items = planned.items();
    Letter letter = begun ? before.get() : open(file, size, rules, sender, before, items);
    handIn(letter, items, rules, handIn);
    recordRefused(letter);
    ledger.taken(letter.id(), clock.instant());
    tellRefused(letter, items);
    tellLeftOut(letter, planned);
    return new Taken(Outcome.TAKEN, letter, "");
  }

  /** What is not even handed in is refused as well. */
  private void recordRefused(Letter letter) {
    for (LetterItem item : ledger.items(letter.id())) {
      if (item.state() == State.REFUSED) {
        refusals.refused(
            LetterDrop.fingerprint(letter, item.position()),
            letter.source(),
            LetterDrop.name(letter, item),
            item.told(),
            MailSettlement.whereabouts(letter.wantsAnswer()),
            clock.instant());
      }
    }
  }

  /** Its sender may be one who is never answered. */
  private static void tellRefused(Letter letter, List<PlannedItem> items) {
    for (PlannedItem planned : items) {
      if (planned.item().state() == State.REFUSED) {
        LOG.warn(
            "Refused: {} in a mail from {}. {}",
            Shown.of(planned.item().name()),
            Shown.of(letter.sender()),
            Shown.of(planned.item().told()));
      }
    }
  }

  /** Of what is nobody's file its sender hears nothing, and of a logo not always. */
  private static void tellLeftOut(Letter letter, LetterPlan.Plan planned) {
    List<String> all =
        Stream.concat(
                planned.leftOut().stream().map(one -> one.name() + " " + one.why()),
                planned.items().stream()
                    .map(PlannedItem::item)
                    .filter(item -> item.state() == State.LEFT_OUT)
                    .map(item -> item.name() + " is " + item.told().split(";")[0]))
            .toList();
    if (!all.isEmpty()) {
      int more = all.size() - MOST_LEFT_OUT;
      LOG.info(
          "Left out of a mail from {}: {}{}",
          Shown.of(letter.sender()),
          Shown.of(all.stream().limit(MOST_LEFT_OUT).collect(Collectors.joining("; "))),
          more > 0 ? "; and " + more + " more" : "");
    }
  }

  private Optional<Taken> rejected(LetterFile file, MailboxRules rules) {
    Optional<String> refusal = rules.senders().refusal(file.headers());
    if (refusal.isPresent()) {
      return Optional.of(new Taken(Outcome.REJECTED, null, refusal.get()));
    }
    String sender = SenderRule.from(file.headers()).orElse("");
    if (AutoReply.isEcho(file.headers(), sender, rules.address())) {
      return Optional.of(
          new Taken(Outcome.REJECTED, null, "it is a bounce, or comes from this mailbox itself"));
    }
    Instant since = clock.instant().minus(QUOTA_PERIOD);
    if (ledger.countSince(rules.source(), sender, since) >= rules.mostPerHour()) {
      return Optional.of(
          new Taken(
              Outcome.LATER,
              null,
              "more than " + rules.mostPerHour() + " mails came from there within an hour"));
    }
    return Optional.empty();
  }

  private Letter open(
      LetterFile file,
      long size,
      MailboxRules rules,
      String sender,
      Optional<Letter> before,
      List<PlannedItem> planned) {
    List<LetterItem> items = planned.stream().map(PlannedItem::item).toList();
    Instant now = clock.instant();
    if (before.isPresent()) {
      ledger.reopen(before.get(), items, now);
      LOG.info("A mail from {} was put back, and is tried again", Shown.of(sender));
      return before.get();
    }
    Letter letter =
        new Letter(
            UUID.randomUUID(),
            rules.source(),
            file.key(),
            shortened(sender, 400),
            LetterReader.subject(file),
            messageId(file),
            MessageIds.of(file.header("References")),
            size,
            now,
            rules.answers() && AutoReply.mayFollow(file.headers(), sender, rules.address()),
            null,
            null,
            null,
            null);
    ledger.open(letter, items);
    return letter;
  }

  private static String messageId(LetterFile file) {
    String ids = MessageIds.of(file.header("Message-ID"));
    return shortened(ids.isEmpty() ? "" : ids.split(" ")[0], 900);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  private void handIn(Letter letter, List<PlannedItem> planned, MailboxRules rules, HandIn handIn)
      throws IOException {
    for (LetterItem item : ledger.items(letter.id())) {
      if (item.state() != State.WAITING) {
        continue;
      }
      if (item.position() < planned.size() && planned.get(item.position()).fields() != null) {
        handIn.accept(LetterDrop.of(letter, planned.get(item.position()), rules.destination()));
      } else {
        ledger.decided(
            letter.id(),
            item.position(),
            State.REFUSED,
            "The settings were changed while it was taken in. Send it again.",
            null);
      }
    }
  }
}
