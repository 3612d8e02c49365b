package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.RefusedDrop;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** Walks through the parts of a mail, and through the mails and archives attached to it. */
final class MimeTree {
  private static final int MOST_PARTS = 5000;

  /** Texts have lines that look like it. */
  private static final int MOST_BOUNDARIES = 2 * MOST_PARTS;

  /** In characters, of all texts together: nobody writes more. */
  private static final int MOST_TEXT = 4 << 20;

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final Session session = Session.getInstance(new Properties());
  private final Unpacking unpacking;
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final StringBuilder shown = new StringBuilder();
  private final List<SharedFileInputStream> open = new ArrayList<>();
  private int parts;

  MimeTree(Unpacking unpacking) {
    this.unpacking = unpacking;
  }

  /** The plain text that its sender wrote; empty if none. */
  String plain() {
    return plain.toString();
  }

  /** The HTML that its sender wrote; empty if none. */
  String html() {
    return html.toString();
  }

  /** All HTML of it, that of attached mails as well: what this shows is inline. */
  String shown() {
    return shown.toString();
  }

  /**
   * @throws RefusedDrop if it passes a limit, or can be read by its recipient only
   */
  void walk(Path message) throws IOException, MessagingException {
    try {
      walk(message, 0, true);
    } finally {
      for (SharedFileInputStream stream : open) {
        stream.close();
      }
    }
  }

  private void walk(Path message, int depth, boolean own) throws IOException, MessagingException {
    if (BoundaryLines.areMoreThan(MOST_BOUNDARIES, message)) {
      throw tooMany();
    }
    SharedFileInputStream in = new SharedFileInputStream(message.toFile());
    open.add(in);
    walk(new MimeMessage(session, in), depth, own);
  }

  private void walk(Part part, int depth, boolean own) throws IOException, MessagingException {
    if (depth > unpacking.limits().depth() || ++parts > MOST_PARTS) {
      throw tooMany();
    }
    PartType type = PartType.of(part);
    if (type.isMultipart()) {
      multipart(part, depth, own);
    } else if (type.isSealed()) {
      throw sealed();
    } else if (type.isMail()) {
      attachedMail(part, type.name(), depth);
    } else if (type.isText()) {
      text(part, type, own);
    } else if (!type.isForPrograms()) {
      file(part, type);
    }
  }

  private static RefusedDrop tooMany() {
    return new RefusedDrop(
        "Its parts are nested too deep or are too many. Attach the files to a new mail.");
  }

  private void multipart(Part part, int depth, boolean own) throws IOException, MessagingException {
    Object content = content(part);
    if (!(content instanceof Multipart multipart)) {
      throw new RefusedDrop("It is damaged: a part of it cannot be read. Send it again.");
    }
    for (int i = 0; i < multipart.getCount(); i++) {
      walk(multipart.getBodyPart(i), depth + 1, own);
    }
  }

  private static Object content(Part part) throws IOException, MessagingException {
    Object content = part.getContent();
    if (content instanceof MimeMultipart multipart && multipart.getCount() == 0) {
      return "";
    }
    return content;
  }

  private void attachedMail(Part part, String name, int depth)
      throws IOException, MessagingException {
    Path message;
    try {
      message = unpacking.decode(() -> opened(part));
    } catch (Unpacking.Undecodable e) {
      unpacking.addDamaged(name.isEmpty() ? "attached mail" : name, "arrived damaged");
      return;
    }
    walk(message, depth + 1, false);
  }

  private void text(Part part, PartType type, boolean own) throws IOException, MessagingException {
    if (plain.length() + html.length() + shown.length() > MOST_TEXT) {
      return;
    }
    String text = PartText.of(part, type.content());
    if (type.isHtml()) {
      shown.append(text).append('\n');
    }
    if (own) {
      (type.isHtml() ? html : plain).append(text).append('\n');
    }
  }

  private void file(Part part, PartType type) throws IOException, MessagingException {
    String name = PartName.of(part, type.base());
    if (type.isElsewhere()) {
      unpacking.addDamaged(name, "is not in the mail itself. Attach it");
    } else if (type.isWinmail()) {
      winmail(part, name);
    } else if (type.isZip()) {
      zip(part, name);
    } else {
      unpacking.add(name, contentId(part), () -> opened(part));
    }
  }

  private void winmail(Part part, String name) throws IOException, MessagingException {
    if (part.getSize() > 2 * Winmail.LARGEST) {
      unpacking.addDamaged(name, "is a large file of Outlook's own kind. Attach the files as such");
      return;
    }
    Path file = decoded(part, name);
    if (file != null && !Winmail.unpack(file, unpacking)) {
      unpacking.addDamaged(
          name, "is a file of Outlook's own kind that cannot be read. Send the mail as HTML");
    }
  }

  private void zip(Part part, String name) throws IOException {
    Path file = decoded(part, name);
    if (file != null && !(isZip(file) && ZipFolder.unpack(file, unpacking))) {
      unpacking.add(name, "", () -> Files.newInputStream(file));
    }
  }

  private Path decoded(Part part, String name) throws IOException {
    try {
      return unpacking.decode(() -> opened(part));
    } catch (Unpacking.Undecodable e) {
      unpacking.addDamaged(name, "arrived damaged. Attach it once more");
      return null;
    }
  }

  private static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    }
  }

  private static InputStream opened(Part part) throws IOException {
    try {
      return part.getInputStream();
    } catch (MessagingException unknownEncoding) {
      throw new Unpacking.Undecodable(unknownEncoding);
    }
  }

  private static String contentId(Part part) throws MessagingException {
    String[] values = part.getHeader("Content-ID");
    return values == null ? "" : values[0].replaceAll("[<>\\s]", "");
  }

  private static RefusedDrop sealed() {
    return new RefusedDrop(
        "It is encrypted, or signed in a way that only a mail program can open. Send it without.");
  }
}
