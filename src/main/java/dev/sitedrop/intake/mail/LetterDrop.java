package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.Letterhead;
import dev.sitedrop.ledger.Letter;
import dev.sitedrop.ledger.LetterItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Makes an item of a letter what every source hands in. */
final class LetterDrop {
  private LetterDrop() {}

  static IncomingDrop of(Letter letter, PlannedItem planned, String destination) {
    return new IncomingDrop(
        letter.source(),
        MailSettlement.NAME,
        destination,
        name(letter, planned.item()),
        planned.addressed().said(),
        planned.addressed().otherwise(),
        new Letterhead(letter.sender(), letter.subject()),
        planned.files(),
        List.of(IncomingFile.ofFields("mail.json", planned.fields(), planned.sentAt())),
        new LetterOrigin(letter.id(), planned.item().position()).toJson(),
        fingerprint(letter, planned.item().position()),
        null);
  }

  static String name(Letter letter, LetterItem item) {
    return item.name() + " from " + letter.sender();
  }

  static String fingerprint(Letter letter, int position) {
    try {
      String text = letter.source() + "\n" + letter.key() + "\n" + position;
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
