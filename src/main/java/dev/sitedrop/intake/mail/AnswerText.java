package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.mail.server.Answer;
import dev.sitedrop.ledger.Letter;
import dev.sitedrop.ledger.LetterItem;
import dev.sitedrop.ledger.LetterItem.State;
import java.util.List;
import java.util.stream.Stream;

/** What a sender is told when all of his mail is decided. */
final class AnswerText {
  private AnswerText() {}

  static Answer of(Letter letter, List<LetterItem> items, String from) {
    String references =
        Stream.of(letter.thread(), letter.messageId())
            .filter(ids -> !ids.isEmpty())
            .reduce((thread, id) -> thread + " " + id)
            .orElse("");
    return new Answer(
        from, letter.sender(), subject(letter), text(items), letter.messageId(), references);
  }

  private static String subject(Letter letter) {
    String subject = Shown.of(letter.subject());
    return subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
  }

  static String text(List<LetterItem> items) {
    List<LetterItem> delivered = items.stream().filter(LetterItem::isDelivered).toList();
    List<LetterItem> missing = items.stream().filter(LetterItem::isMissing).toList();
    StringBuilder text = new StringBuilder();
    if (!delivered.isEmpty()) {
      text.append("In Procore:\n\n");
      for (LetterItem item : delivered) {
        text.append("- ").append(Shown.of(item.name())).append(" is ").append(item.told());
        text.append(item.url() == null ? "" : "\n  " + item.url()).append('\n');
      }
      text.append('\n');
    }
    if (!missing.isEmpty()) {
      text.append("Not in Procore:\n\n");
      for (LetterItem item : missing) {
        text.append("- ").append(Shown.of(item.name())).append("\n  ");
        text.append(Shown.of(item.told())).append('\n');
      }
      text.append(
          "\nWhat to do: correct what is named above, and send it in a new mail. What is in Procore"
              + " already is not made twice.\n\n");
    }
    List<LetterItem> leftOut =
        items.stream().filter(item -> item.state() == State.LEFT_OUT).toList();
    for (LetterItem item : leftOut) {
      text.append(Shown.of(item.name())).append(": ").append(item.told()).append(".\n");
    }
    text.append(leftOut.isEmpty() ? "" : "\n").append("This answer was written by SiteDrop.\n");
    return text.toString();
  }
}
