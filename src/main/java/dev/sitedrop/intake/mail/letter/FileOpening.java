package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.content.Completeness;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens the files of a mail that hold others: attached mails, Outlook's own formats, signed content
 * (S/MIME), zips. All others are added as they are.
 */
final class FileOpening {
  static final String ONCE_MORE = "arrived damaged. Attach it once more";
  static final String TOO_LARGE = "is a large file of Outlook's own kind. Attach the files as such";

  /** Why it is passed over. */
  static final String FOR_PROGRAMS = "is for mail programs, and not for people";

  private final Unpacking unpacking;
  private final LetterTexts texts;
  private final Mails mails;

  /** Walks through a mail that is found in a file. */
  interface Mails {
    void walk(Path message, PartPlace at) throws IOException, MessagingException;
  }

  FileOpening(Unpacking unpacking, LetterTexts texts, Mails mails) {
    this.unpacking = unpacking;
    this.texts = texts;
    this.mails = mails;
  }

  /** Adds a file that an old program has written into the text. */
  void openInText(String name, List<String> shownAs, Unpacking.Source source, PartPlace at)
      throws IOException, MessagingException {
    openIfDecoded(PartType.named(name, ""), name, shownAs, unpacking.decodeIfPossible(source), at);
  }

  private void openIfDecoded(
      PartType type, String name, List<String> shownAs, Path file, PartPlace at)
      throws IOException, MessagingException {
    if (file == null) {
      unpacking.addDamaged(name, ONCE_MORE);
    } else {
      open(new NamedFile(type, name, shownAs, file), at, false);
    }
  }

  /**
   * Adds a file, or what is in it.
   *
   * @param lacksEnd whether its end was cut off
   */
  void open(NamedFile found, PartPlace at, boolean lacksEnd)
      throws IOException, MessagingException {
    if (at.depth() > unpacking.limits().depth()) {
      throw Unpacking.tooMany();
    }
    PartType type = found.type();
    String name = found.name();
    Path file = found.file();
    byte[] start = FileStart.of(file);
    if (isForPrograms(type, start)) {
      unpacking.passOver(type.name(), FOR_PROGRAMS);
    } else if (FileStart.isPgpMessage(start)) {
      unpacking.addSealed(name);
    } else if (type.isCms()) {
      signed(type, name, file, at);
    } else if (type.isWinmail() || FileStart.isWinmail(start)) {
      winmail(name, file, at);
    } else if (type.isOutlook() && FileStart.isCompound(start)) {
      outlook(name, file, at);
    } else if (type.base().startsWith("message/")
        || (type.isMail() || type.isOutlook()) && FileStart.isMail(start)) {
      attachedMail(type.name().isEmpty() ? "attached mail" : name, file, at);
    } else if (type.isBinHex()) {
      unpacking.addDamaged(
          name, "is packed by an old Mac program (BinHex). Attach the file itself");
    } else if (lacksEnd) {
      unpacking.addDamaged(
          name, "arrived only in part, for the mail was cut off on its way. Attach it once more");
    } else if (start.length == 0) {
      unpacking.addDamaged(name, "is empty (0 bytes): it was not sent along. Attach it once more");
    } else if (!(type.isZip() && FileStart.isZip(start) && zip(name, file, at))) {
      boolean isNameless = type.isNamedByProgram() && !type.name().isEmpty();
      unpacking.add(isNameless ? FileStart.named(name, start) : name, found.shownAs(), file);
    }
  }

  private static boolean isForPrograms(PartType type, byte[] start) {
    if (type.isForPrograms() || FileStart.isForPrograms(start)) {
      return true;
    }
    boolean isKnown =
        type.isWinmail()
            || type.isCms()
            || type.isMail()
            || type.base().startsWith("message/")
            || FileStart.isWinmail(start)
            || FileStart.extension(start) != null;
    // without a name and a byte it is nothing; by a program's name, only if it is a file
    boolean isNothing = start.length == 0 || !type.name().isEmpty();
    return type.isNamedByProgram() && isNothing && !isKnown;
  }

  private void attachedMail(String name, Path file, PartPlace at) throws IOException {
    try {
      mails.walk(file, at.within(false));
    } catch (MessagingException | Unreadable broken) {
      unpacking.addDamaged(name, ONCE_MORE);
    }
  }

  private void signed(PartType type, String name, Path file, PartPlace at)
      throws IOException, MessagingException {
    SignedContent.Found found;
    try {
      found = SignedContent.open(file);
    } catch (IOException unreadable) {
      if (type.content().get("smime-type").contains("enveloped")) {
        unpacking.addSealed(name);
      } else {
        unpacking.addDamaged(name, "cannot be read. Send the mail without its signature");
      }
      return;
    }
    switch (found.kind()) {
      case SEALED -> unpacking.addSealed(name);
      case BESIDE -> unpacking.passOver(name, FOR_PROGRAMS); // of what is read anyway
      default -> {
        Path message = unpacking.decodeIfPossible(found::content);
        if (message == null) {
          unpacking.addDamaged(name, ONCE_MORE);
        } else {
          mails.walk(message, at.within(at.own()));
        }
      }
    }
  }

  private void winmail(String name, Path file, PartPlace at)
      throws IOException, MessagingException {
    if (Files.size(file) > Winmail.LARGEST) {
      unpacking.addDamaged(name, TOO_LARGE);
      return;
    }
    Winmail winmail = Winmail.open(file, unpacking);
    if (winmail == null) {
      unpacking.addDamaged(
          name, "is a file of Outlook's own kind that cannot be read. Send the mail as HTML");
      return;
    }
    texts.addShown(winmail.html());
    if (at.own()) {
      texts.hidden(winmail);
    }
    inner(winmail.files(), at);
  }

  private void outlook(String name, Path file, PartPlace at)
      throws IOException, MessagingException {
    if (Files.size(file) > Winmail.LARGEST) {
      unpacking.addDamaged(name, TOO_LARGE);
      return;
    }
    int depth = unpacking.limits().depth() - at.depth() - 1;
    OutlookMessage message = OutlookMessage.open(file, depth, unpacking);
    if (message == null) {
      unpacking.addDamaged(name, "is a mail of Outlook's own kind that cannot be read");
      return;
    }
    texts.addShown(message.html());
    inner(message.files(), at);
  }

  /** Whether it was dealt with: else it is one file, as it is. */
  private boolean zip(String name, Path file, PartPlace at) throws IOException, MessagingException {
    List<Inner> files = new ArrayList<>();
    switch (ZipFolder.unpack(file, unpacking, files)) {
      case UNPACKED -> inner(files, at);
      case HAS_PASSWORD ->
          unpacking.addDamaged(
              name, "has a password, so that nobody here can open it. Send it without one");
      default -> {
        Completeness completeness = Completeness.of(file);
        if (!completeness.isIncomplete()) {
          return false;
        }
        unpacking.addDamaged(name, completeness.problem());
      }
    }
    return true;
  }

  private void inner(List<Inner> files, PartPlace at) throws IOException, MessagingException {
    for (Inner one : files) {
      PartType type = PartType.named(one.name(), "application/octet-stream");
      List<String> shownAs = new ArrayList<>(one.shownAs());
      shownAs.add(one.name());
      openIfDecoded(type, one.name(), shownAs, one.file(), at.within(false));
    }
  }
}
