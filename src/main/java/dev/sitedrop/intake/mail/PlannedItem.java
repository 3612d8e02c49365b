package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.mail.rule.Addressed;
import dev.sitedrop.ledger.LetterItem;
import java.time.Instant;
import java.util.List;

/**
 * One item of a letter, as it is to be handed in.
 *
 * @param fields Procore's fields as JSON, for the files; null if nothing is to be handed in
 */
record PlannedItem(
    LetterItem item, Addressed addressed, List<IncomingFile> files, String fields, Instant sentAt) {

  /** It is decided already. */
  static PlannedItem decided(int position, String name, LetterItem.State state, String told) {
    return new PlannedItem(
        new LetterItem(position, name, state, told, null), null, List.of(), null, null);
  }
}
