package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.mail.letter.LetterFile;
import dev.sitedrop.intake.mail.server.Listed;
import dev.sitedrop.intake.mail.server.Mailbox;
import dev.sitedrop.intake.mail.server.Mailbox.Fetched;
import dev.sitedrop.intake.mail.server.MovedTo;
import dev.sitedrop.intake.mail.server.Place;
import dev.sitedrop.ledger.Letter;
import dev.sitedrop.ledger.LetterItem;
import dev.sitedrop.ledger.LetterLedger;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Puts messages where they belong: into Accepted while they are under way, into Delivered or Failed
 * when they are decided. A message is found by the number its server gave it when it was moved, and
 * where that is not known, by what it is.
 */
final class Filing {
  /** A decided letter that is not found for so long is not there any more. */
  private static final Duration GONE_AFTER = Duration.ofHours(1);

  /** How often Accepted is looked through when nothing is expected there. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Mailbox mailbox;
  private final LetterLedger ledger;
  private final MailboxRules rules;
  private final WorkFolder work;
  private final boolean deletesDelivered;
  private final Clock clock;
  private final Map<Long, String> keys = new HashMap<>();
  private final Set<UUID> stuck = new HashSet<>();
  private Set<UUID> decided = Set.of();
  private long uidValidity;
  private Instant lookedAt = Instant.MIN;

  Filing(
      Mailbox mailbox,
      LetterLedger ledger,
      MailboxRules rules,
      WorkFolder work,
      boolean deletesDelivered,
      Clock clock) {
    this.mailbox = mailbox;
    this.ledger = ledger;
    this.rules = rules;
    this.work = work;
    this.deletesDelivered = deletesDelivered;
    this.clock = clock;
  }

  void startLook() {
    decided = ledger.decided(rules.source()).stream().map(Letter::id).collect(Collectors.toSet());
  }

  /** A message of the watched folder was taken in, now or before. */
  void accepted(Letter letter, Listed message) throws MessagingException {
    stuck.add(letter.id()); // as long as the server does not let it be moved
    if (decided.contains(letter.id())) {
      file(letter, Place.WATCHED, message.uid());
      stuck.remove(letter.id());
      return;
    }
    Optional<MovedTo> moved = mailbox.move(Place.WATCHED, message.uid(), Place.ACCEPTED);
    if (moved.isPresent()) {
      ledger.waitsAt(letter.id(), moved.get().uidValidity(), moved.get().uid());
    }
    stuck.remove(letter.id());
  }

  /** A message of the watched folder was delivered before. */
  void again(Listed message) throws MessagingException {
    if (deletesDelivered) {
      mailbox.delete(Place.WATCHED, message.uid());
    } else {
      mailbox.move(Place.WATCHED, message.uid(), Place.DELIVERED);
    }
  }

  /** Files what is decided; gives back what the ledger does not know. */
  void fileAll() throws MessagingException, IOException {
    startLook();
    List<Letter> unfiled = ledger.unfiled(rules.source());
    stuck.retainAll(unfiled.stream().map(Letter::id).collect(Collectors.toSet()));
    Instant now = clock.instant();
    if (unfiled.isEmpty() && !lookedAt.equals(Instant.MIN) && now.isBefore(lookedAt.plus(IDLE))) {
      return;
    }
    lookedAt = now;
    long validity = mailbox.uidValidity(Place.ACCEPTED);
    if (validity != uidValidity) {
      keys.clear();
      uidValidity = validity;
    }
    Map<Long, Letter> expected = new HashMap<>();
    for (Letter letter : unfiled) {
      if (letter.uid() != null && letter.uidValidity() == validity) {
        expected.put(letter.uid(), letter);
      }
    }
    Set<UUID> found = new HashSet<>();
    List<Listed> accepted = mailbox.list(Place.ACCEPTED);
    keys.keySet().retainAll(accepted.stream().map(Listed::uid).collect(Collectors.toSet()));
    for (Listed message : accepted) {
      Letter letter = expected.get(message.uid());
      if (letter == null) {
        letter = recognised(message, validity);
      }
      if (letter == null) {
        continue;
      }
      found.add(letter.id());
      if (letter.isFiled() || decided.contains(letter.id())) {
        file(letter, Place.ACCEPTED, message.uid());
      }
    }
    forgetGone(unfiled, found);
  }

  /** The letter that a message is; null if it was given back because nobody knows it. */
  private Letter recognised(Listed message, long validity) throws MessagingException, IOException {
    String key = keys.get(message.uid());
    if (key == null) {
      Path raw = work.emptied().resolve("message.eml");
      Fetched fetched =
          mailbox.fetch(Place.ACCEPTED, message.uid(), rules.limits().messageSize(), raw);
      if (fetched == Fetched.GONE) {
        return null;
      }
      key = LetterFile.read(raw).key();
      work.emptied();
      keys.put(message.uid(), key);
    }
    Optional<Letter> letter = ledger.find(rules.source(), key);
    if (letter.isEmpty()) {
      mailbox.move(Place.ACCEPTED, message.uid(), Place.WATCHED);
      return null;
    }
    if (!letter.get().isFiled() && letter.get().uid() == null) {
      ledger.waitsAt(letter.get().id(), validity, message.uid());
    }
    return letter.get();
  }

  private void file(Letter letter, Place from, long uid) throws MessagingException {
    boolean failed = ledger.items(letter.id()).stream().anyMatch(LetterItem::isMissing);
    if (!failed && deletesDelivered) {
      mailbox.delete(from, uid);
    } else {
      mailbox.move(from, uid, failed ? Place.FAILED : Place.DELIVERED);
    }
    if (!letter.isFiled()) {
      ledger.filed(letter.id(), clock.instant());
    }
  }

  /** How many messages it remembers. */
  int remembered() {
    return keys.size() + stuck.size();
  }

  /** Moved by a person, or by us just before a crash. */
  private void forgetGone(List<Letter> unfiled, Set<UUID> found) {
    Instant now = clock.instant();
    for (Letter letter : unfiled) {
      boolean gone =
          decided.contains(letter.id())
              && !found.contains(letter.id())
              && !stuck.contains(letter.id());
      if (gone && now.isAfter(letter.receivedAt().plus(GONE_AFTER))) {
        ledger.filed(letter.id(), now);
      }
    }
  }
}
