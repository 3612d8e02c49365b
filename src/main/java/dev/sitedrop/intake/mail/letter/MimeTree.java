package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.RefusedDrop;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** Walks through the parts of a mail, and through the mails and archives attached to it. */
final class MimeTree {
  private static final int MOST_PARTS = 5000;

  /** What programs add for programs: nothing that its sender means. */
  private static final Set<String> NO_FILES =
      Set.of(
          "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "application/pgp-signature",
          "application/applefile",
          "message/delivery-status",
          "message/disposition-notification",
          "text/rfc822-headers",
          "text/calendar",
          "text/x-amp-html");

  private static final Set<String> SEALED =
      Set.of("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted");
  private static final Set<String> ELSEWHERE = Set.of("message/partial", "message/external-body");
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
    SharedFileInputStream in = new SharedFileInputStream(message.toFile());
    open.add(in);
    walk(new MimeMessage(session, in), depth, own);
  }

  private void walk(Part part, int depth, boolean own) throws IOException, MessagingException {
    if (depth > unpacking.limits().depth() || ++parts > MOST_PARTS) {
      throw new RefusedDrop(
          "Its parts are nested too deep or are too many. Attach the files to a new mail.");
    }
    ContentType type = type(part);
    String base = type == null ? "application/octet-stream" : type.getBaseType();
    base = base.toLowerCase(Locale.ROOT);
    String name = PartName.said(part);
    if (base.startsWith("multipart/")) {
      multipart(part, base, depth, own);
    } else if (SEALED.contains(base)) {
      throw sealed();
    } else if (base.equals("message/rfc822")) {
      attachedMail(part, name, depth);
    } else if (isText(part, base, name)) {
      text(part, type, own);
    } else if (!NO_FILES.contains(base)) {
      file(part, base, name);
    }
  }

  private void multipart(Part part, String base, int depth, boolean own)
      throws IOException, MessagingException {
    if (base.equals("multipart/encrypted")) {
      throw sealed();
    }
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

  private void text(Part part, ContentType type, boolean own)
      throws IOException, MessagingException {
    String text = PartText.of(part, type);
    boolean isHtml = type != null && type.match("text/html");
    if (isHtml) {
      shown.append(text).append('\n');
    }
    if (own) {
      (isHtml ? html : plain).append(text).append('\n');
    }
  }

  /** What has no name and is not said to be an attachment is the text of the mail. */
  private static boolean isText(Part part, String base, String name) throws MessagingException {
    if (!base.equals("text/plain") && !base.equals("text/html")) {
      return false;
    }
    boolean cutOffByExchange = name.matches("(?i)ATT\\d+\\.(txt|html?)");
    return cutOffByExchange || name.isEmpty() && !isAttachment(part);
  }

  private static boolean isAttachment(Part part) throws MessagingException {
    String[] values = part.getHeader("Content-Disposition");
    return values != null && values[0].strip().toLowerCase(Locale.ROOT).startsWith("attachment");
  }

  private void file(Part part, String base, String said) throws IOException, MessagingException {
    String name = PartName.of(part, base);
    if (ELSEWHERE.contains(base)) {
      unpacking.addDamaged(name, "is not in the mail itself. Attach it");
      return;
    }
    if (base.equals("application/ms-tnef") || said.equalsIgnoreCase("winmail.dat")) {
      winmail(part, name);
      return;
    }
    if (base.matches("application/(x-)?zip(-compressed)?")
        || said.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      zip(part, name);
      return;
    }
    String id = part instanceof BodyPart body ? contentId(body) : "";
    unpacking.add(name, id, () -> opened(part));
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

  private static String contentId(BodyPart part) throws MessagingException {
    String[] values = part.getHeader("Content-ID");
    return values == null ? "" : values[0].replaceAll("[<>\\s]", "");
  }

  private static RefusedDrop sealed() {
    return new RefusedDrop(
        "It is encrypted, or signed in a way that only a mail program can open. Send it without.");
  }

  /** Null if it is not to be understood: then it is bytes, and by these it will be known. */
  private static ContentType type(Part part) throws MessagingException {
    String[] values = part.getHeader("Content-Type");
    if (values == null) {
      return new ContentType("text", "plain", null);
    }
    try {
      return new ContentType(values[0]);
    } catch (ParseException unusual) {
      return loosely(values[0]);
    }
  }

  private static ContentType loosely(String said) {
    try {
      return new ContentType(said.split(";", 2)[0].strip());
    } catch (ParseException unusual) {
      return null;
    }
  }
}
