package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.mail.letter.LetterFile;
import dev.sitedrop.intake.mail.letter.ReadLetter;
import dev.sitedrop.intake.mail.rule.AutoReply;
import dev.sitedrop.ledger.Target;

/** A letter without a file: an accident that is only told of, or nothing that can be delivered. */
final class BareLetter {
  static final String NAME = "your mail";

  private BareLetter() {}

  /**
   * Whether it begins something. Who answers an answer of ours, such as with "Thank you", or whose
   * program says that he is on holiday, reports no accident, though the subject is the same.
   *
   * @param sender lower case
   * @param own the mailbox's own address, lower case
   */
  static boolean isFirst(LetterFile letter, String sender, String own) {
    return letter.header("In-Reply-To").isEmpty()
        && letter.header("References").isEmpty()
        && AutoReply.mayFollow(letter.headers(), sender, own);
  }

  /**
   * @param target what the letter is for
   * @throws RefusedDrop if it is no report of an accident
   */
  static void check(ReadLetter letter, Target target, boolean isFirst) {
    if (target != Target.ACCIDENT_LOG) {
      throw new RefusedDrop(
          holds(letter)
              + " Attach the pictures or documents. If it tells of an accident, write accident into"
              + " the subject.");
    }
    if (!isFirst) {
      throw new RefusedDrop(
          "It holds no file, and answers another mail, so it is not taken for a new accident. To"
              + " report one, write a new mail.");
    }
    if (LetterFields.words(letter).isEmpty()) {
      throw new RefusedDrop(
          "It holds no file, and does not say what happened. Write it into a new mail, or attach"
              + " files.");
    }
  }

  private static String holds(ReadLetter letter) {
    if (!letter.links().isEmpty()) {
      return "It holds no file, but a link to files at "
          + String.join(" and ", letter.links())
          + ". SiteDrop follows no links.";
    }
    return letter.decoration().isEmpty()
        ? "It holds no file."
        : "It holds no file but small pictures of the text.";
  }
}
