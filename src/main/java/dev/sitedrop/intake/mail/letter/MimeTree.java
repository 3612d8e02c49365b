package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.content.Completeness;
import dev.sitedrop.intake.mail.letter.PartPlace.Ending;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Walks through the parts of a mail, and of the mails attached to it. */
final class MimeTree {
  private static final int MOST_PARTS = 5000;

  /** Texts have lines that look like it. */
  private static final int MOST_BOUNDARIES = 2 * MOST_PARTS;

  private static final String TEXT = "text/plain";

  private final Session session = Session.getInstance(new Properties());
  private final Unpacking unpacking;
  private final LetterTexts texts;
  private final FileOpening files;
  private final List<SharedFileInputStream> open = new ArrayList<>();
  private boolean lacksEnd;
  private int parts;

  /**
   * @param unpacking gets the files
   * @param texts gets the texts
   */
  MimeTree(Unpacking unpacking, LetterTexts texts) {
    this.unpacking = unpacking;
    this.texts = texts;
    this.files = new FileOpening(unpacking, texts, this::walk);
  }

  /**
   * @throws RefusedDrop if it passes a limit, or can be read by its recipient only
   */
  void walk(Path message) throws IOException, MessagingException {
    try {
      walk(message, PartPlace.WHOLE_MAIL);
    } finally {
      for (SharedFileInputStream stream : open) {
        stream.close();
      }
    }
    if (unpacking.isSealed()) {
      throw new RefusedDrop("It is encrypted. Send it without encryption.");
    }
    if (lacksEnd) {
      unpacking.addMissing(
          "the end of your mail", "did not arrive: it was cut off on its way. Send it once more");
    }
  }

  private void walk(Path message, PartPlace at) throws IOException, MessagingException {
    if (BoundaryLines.areMoreThan(MOST_BOUNDARIES, message)) {
      throw Unpacking.tooMany();
    }
    SharedFileInputStream in = new SharedFileInputStream(message.toFile());
    open.add(in);
    walk(new MimeMessage(session, in), TEXT, at);
  }

  /**
   * @param untold what the part is if it does not say so
   */
  private void walk(Part part, String untold, PartPlace at) throws IOException, MessagingException {
    if (at.depth() > unpacking.limits().depth() || ++parts > MOST_PARTS) {
      throw Unpacking.tooMany();
    }
    PartType type = PartType.of(part, untold);
    if (type.isMultipart()) {
      multipart(part, type, at);
    } else if (type.isSealed()) {
      unpacking.addSealed(type.name());
    } else if (type.isText()) {
      text(part, type, at);
    } else if (type.isElsewhere()) {
      unpacking.addDamaged(name(part, type), "is not in the mail itself. Attach it");
    } else if (type.isForPrograms()) {
      unpacking.passOver(type.name(), FileOpening.FOR_PROGRAMS);
    } else {
      file(part, type, at);
    }
  }

  private static String name(Part part, PartType type) {
    return PartName.of(part, type.base());
  }

  private void multipart(Part part, PartType type, PartPlace at)
      throws IOException, MessagingException {
    MimeMultipart multipart = new MimeMultipart(new MultipartSource(part, type));
    int count;
    try {
      count = multipart.getCount();
    } catch (MessagingException unreadable) {
      throw new Unreadable();
    }
    if (count == 0) {
      throw new Unreadable();
    }
    String untold = type.base().equals("multipart/digest") ? "message/rfc822" : TEXT;
    for (int i = 0; i < count; i++) {
      walk(multipart.getBodyPart(i), untold, at.child(i == count - 1, multipart.isComplete()));
    }
  }

  private void text(Part part, PartType type, PartPlace at) throws IOException, MessagingException {
    TextFiles.Found found = (name, shownAs, source) -> files.openInText(name, shownAs, source, at);
    byte[] bytes;
    try (InputStream in = PartContent.decoded(part, type)) {
      bytes =
          type.isHtml()
              ? HtmlPictures.read(in, "sitedrop-" + parts + "-", found)
              : TextFiles.read(in, found);
    }
    lacksEnd |= at.isLast() && at.ending() == Ending.LOST;
    String text = PartText.of(bytes, type.content());
    if (texts.isFull()) {
      return;
    }
    if (PartText.isSealed(text)) {
      unpacking.addSealed("the text");
    } else {
      texts.add(text, type.isHtml(), at.own());
    }
  }

  private void file(Part part, PartType type, PartPlace at) throws IOException, MessagingException {
    if (type.isWinmail() && part.getSize() > 2 * Winmail.LARGEST) {
      unpacking.addDamaged(name(part, type), FileOpening.TOO_LARGE);
      return;
    }
    InputStream[] opened = new InputStream[1];
    Path file;
    try {
      file = unpacking.decode(() -> opened[0] = PartContent.decoded(part, type));
    } catch (Unpacking.Undecodable broken) {
      unpacking.addDamaged(name(part, type), FileOpening.ONCE_MORE);
      return;
    }
    Base64Lines base64 = opened[0] instanceof Base64Lines lines ? lines : null;
    files.open(
        new NamedFile(type, name(part, type), shownAs(part, type), file),
        at,
        lacksEnd(file, base64, at.ending()));
  }

  /** By what the text may show it. */
  private static List<String> shownAs(Part part, PartType type) throws MessagingException {
    List<String> shownAs = new ArrayList<>();
    for (String header : List.of("Content-ID", "Content-Location", "X-Attachment-Id")) {
      String[] values = part.getHeader(header);
      shownAs.addAll(values == null ? List.of() : List.of(values[0]));
    }
    if (!type.name().isEmpty()) {
      shownAs.add(type.name());
    }
    return shownAs;
  }

  /** Where the mail does not tell that a part is whole, the file itself must. */
  private static boolean lacksEnd(Path file, Base64Lines base64, Ending ending) throws IOException {
    boolean isPadded = base64 != null && base64.isPadded();
    boolean isUnpadded = base64 != null && base64.isUnpadded();
    if (ending == Ending.THERE && !isUnpadded) {
      return false;
    }
    Completeness completeness = Completeness.of(file);
    return switch (completeness.state()) {
      case COMPLETE -> false;
      case INCOMPLETE -> completeness.isCutOff(); // for gaps the intake has better words
      case UNKNOWN -> ending == Ending.LOST && !isPadded;
    };
  }
}
