package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.content.Completeness;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Walks through the parts of a mail, and through the mails and archives attached to it. */
final class MimeTree {
  private static final int MOST_PARTS = 5000;

  /** Texts have lines that look like it. */
  private static final int MOST_BOUNDARIES = 2 * MOST_PARTS;

  /** In characters, of all texts together: nobody writes more. */
  private static final int MOST_TEXT = 4 << 20;

  private static final String TEXT = "text/plain";
  private static final String ONCE_MORE = "arrived damaged. Attach it once more";
  private static final String TOO_LARGE =
      "is a large file of Outlook's own kind. Attach the files as such";
  private static final String SEALED = "is encrypted. Send it without encryption";

  private final Session session = Session.getInstance(new Properties());
  private final Unpacking unpacking;
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final StringBuilder shown = new StringBuilder();
  private final List<SharedFileInputStream> open = new ArrayList<>();
  private String textOfOutlook = "";
  private String htmlOfOutlook = "";
  private boolean isSealed;
  private boolean lacksEnd;
  private int parts;

  MimeTree(Unpacking unpacking) {
    this.unpacking = unpacking;
  }

  /** The plain text that its sender wrote; empty if none. */
  String plain() {
    boolean isBlank = plain.toString().isBlank() && html.toString().isBlank();
    return isBlank ? textOfOutlook : plain.toString();
  }

  /** The HTML that its sender wrote; empty if none. */
  String html() {
    return html.toString().isBlank() ? htmlOfOutlook : html.toString();
  }

  /** What the texts show, those of attached mails as well: that is inline. */
  ShownInText shown() {
    return new ShownInText(shown.toString(), plain.toString());
  }

  /**
   * Where a part stands.
   *
   * @param own whether it is the sender's own mail, and none attached to it
   * @param ending whether it may have lost its end
   * @param isLast whether nothing comes behind it in a mail that has lost its end
   */
  private record Place(int depth, boolean own, Ending ending, boolean isLast) {
    Place within(boolean isOwn) {
      return new Place(depth + 1, isOwn, ending, isLast);
    }

    Place child(boolean last, boolean complete) {
      boolean lost = last && !complete;
      return new Place(depth + 1, own, lost ? Ending.LOST : Ending.THERE, isLast && lost);
    }
  }

  private enum Ending {
    THERE,
    /** Nothing tells it. */
    NOT_TOLD,
    LOST
  }

  /**
   * @throws RefusedDrop if it passes a limit, or can be read by its recipient only
   */
  void walk(Path message) throws IOException, MessagingException {
    try {
      walk(message, new Place(0, true, Ending.NOT_TOLD, true));
    } finally {
      for (SharedFileInputStream stream : open) {
        stream.close();
      }
    }
    if (isSealed && unpacking.files().stream().allMatch(file -> SEALED.equals(file.damage()))) {
      throw sealed();
    }
    if (lacksEnd) {
      unpacking.addDamaged(
          "the end of your mail", "did not arrive: it was cut off on its way. Send it once more");
    }
  }

  private void walk(Path message, Place at) throws IOException, MessagingException {
    if (BoundaryLines.areMoreThan(MOST_BOUNDARIES, message)) {
      throw tooMany();
    }
    SharedFileInputStream in = new SharedFileInputStream(message.toFile());
    open.add(in);
    walk(new MimeMessage(session, in), TEXT, at);
  }

  /**
   * @param untold what the part is if it does not say so
   */
  private void walk(Part part, String untold, Place at) throws IOException, MessagingException {
    if (at.depth() > unpacking.limits().depth() || ++parts > MOST_PARTS) {
      throw tooMany();
    }
    PartType type = PartType.of(part, untold);
    if (type.isMultipart()) {
      multipart(part, type, at);
    } else if (type.isSealed()) {
      seal(type.name());
    } else if (type.isText()) {
      text(part, type, at);
    } else if (type.isElsewhere()) {
      unpacking.addDamaged(name(part, type), "is not in the mail itself. Attach it");
    } else if (!type.isForPrograms()) {
      file(part, type, at);
    }
  }

  static RefusedDrop tooMany() {
    return new RefusedDrop(
        "Its parts are nested too deep or are too many. Attach the files to a new mail.");
  }

  private static String name(Part part, PartType type) {
    return PartName.of(part, type.base());
  }

  private void multipart(Part part, PartType type, Place at)
      throws IOException, MessagingException {
    MimeMultipart multipart = new MimeMultipart(new Body(part, type));
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

  /** A multipart, with nothing in its type that its parser could stumble over. */
  private record Body(Part part, PartType type) implements DataSource {
    @Override
    public InputStream getInputStream() throws IOException {
      try {
        return PartContent.raw(part);
      } catch (MessagingException e) {
        throw new IOException(e);
      }
    }

    @Override
    public OutputStream getOutputStream() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getContentType() {
      String boundary = type.content().parameters().getOrDefault("boundary", "");
      String quoted = boundary.replace("\\", "\\\\").replace("\"", "\\\"");
      return "multipart/mixed" + (boundary.isEmpty() ? "" : "; boundary=\"" + quoted + "\"");
    }

    @Override
    public String getName() {
      return "";
    }
  }

  /** A mail that is not built as one. */
  private static final class Unreadable extends RefusedDrop {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("It is damaged: a part of it cannot be read. Send it again.");
    }
  }

  private void text(Part part, PartType type, Place at) throws IOException, MessagingException {
    TextFiles.Found found =
        (name, shownAs, source) -> open(PartType.named(name, ""), name, shownAs, source, at);
    byte[] bytes;
    try (InputStream in = PartContent.decoded(part, type)) {
      bytes =
          type.isHtml()
              ? HtmlPictures.read(in, "sitedrop-" + parts + "-", found)
              : TextFiles.read(in, found);
    }
    lacksEnd |= at.isLast() && at.ending() == Ending.LOST;
    String text = PartText.of(bytes, type.content());
    if (plain.length() + html.length() + shown.length() > MOST_TEXT) {
      return;
    }
    if (PartText.isSealed(text)) {
      seal("the text");
      return;
    }
    if (type.isHtml()) {
      shown.append(text).append('\n');
    }
    if (at.own()) {
      (type.isHtml() ? html : plain).append(text).append('\n');
    }
  }

  private void seal(String name) {
    isSealed = true;
    unpacking.addDamaged(name.isEmpty() ? "an encrypted part" : name, SEALED);
  }

  private void file(Part part, PartType type, Place at) throws IOException, MessagingException {
    if (type.isWinmail() && part.getSize() > 2 * Winmail.LARGEST) {
      unpacking.addDamaged(name(part, type), TOO_LARGE);
      return;
    }
    List<String> shownAs = new ArrayList<>();
    for (String header : List.of("Content-ID", "Content-Location", "X-Attachment-Id")) {
      String[] values = part.getHeader(header);
      shownAs.addAll(values == null ? List.of() : List.of(values[0]));
    }
    if (!type.name().isEmpty()) {
      shownAs.add(type.name());
    }
    InputStream[] opened = new InputStream[1];
    Path file;
    try {
      file = unpacking.decode(() -> opened[0] = PartContent.decoded(part, type));
    } catch (Unpacking.Undecodable broken) {
      unpacking.addDamaged(name(part, type), ONCE_MORE);
      return;
    }
    Base64Lines base64 = opened[0] instanceof Base64Lines lines ? lines : null;
    open(type, name(part, type), shownAs, file, at, lacksEnd(file, base64, at.ending()));
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

  private void open(
      PartType type, String name, List<String> shownAs, Unpacking.Source source, Place at)
      throws IOException, MessagingException {
    openIfDecoded(type, name, shownAs, unpacking.decodeIfPossible(source), at);
  }

  private void openIfDecoded(PartType type, String name, List<String> shownAs, Path file, Place at)
      throws IOException, MessagingException {
    if (file == null) {
      unpacking.addDamaged(name, ONCE_MORE);
    } else {
      open(type, name, shownAs, file, at, false);
    }
  }

  /**
   * Adds a file, or what is in it.
   *
   * @param lacksEnd whether its end was cut off
   */
  private void open(
      PartType type, String name, List<String> shownAs, Path file, Place at, boolean lacksEnd)
      throws IOException, MessagingException {
    if (at.depth() > unpacking.limits().depth()) {
      throw tooMany();
    }
    byte[] start = FileStart.of(file);
    if (isForPrograms(type, start)) {
      return;
    }
    if (FileStart.isPgpMessage(start)) {
      seal(name);
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
      unpacking.add(
          type.isNamedByProgram() && !type.name().isEmpty() ? FileStart.named(name, start) : name,
          shownAs,
          file);
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

  private void attachedMail(String name, Path file, Place at) throws IOException {
    try {
      walk(file, at.within(false));
    } catch (MessagingException | Unreadable broken) {
      unpacking.addDamaged(name, ONCE_MORE);
    }
  }

  private void signed(PartType type, String name, Path file, Place at)
      throws IOException, MessagingException {
    SignedContent.Found found;
    try {
      found = SignedContent.open(file);
    } catch (IOException unreadable) {
      if (type.content().get("smime-type").contains("enveloped")) {
        seal(name);
      } else {
        unpacking.addDamaged(name, "cannot be read. Send the mail without its signature");
      }
      return;
    }
    switch (found.kind()) {
      case SEALED -> seal(name);
      case BESIDE -> {
        // a signature of what is read anyway
      }
      default -> {
        Path message = unpacking.decodeIfPossible(found::content);
        if (message == null) {
          unpacking.addDamaged(name, ONCE_MORE);
        } else {
          walk(message, at.within(at.own()));
        }
      }
    }
  }

  private void winmail(String name, Path file, Place at) throws IOException, MessagingException {
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
    shown.append(winmail.html()).append('\n');
    if (at.own()) {
      textOfOutlook = winmail.text();
      htmlOfOutlook = winmail.html();
    }
    inner(winmail.files(), at);
  }

  private void outlook(String name, Path file, Place at) throws IOException, MessagingException {
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
    shown.append(message.html()).append('\n');
    inner(message.files(), at);
  }

  /** Whether it was dealt with: else it is one file, as it is. */
  private boolean zip(String name, Path file, Place at) throws IOException, MessagingException {
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

  private void inner(List<Inner> files, Place at) throws IOException, MessagingException {
    for (Inner one : files) {
      PartType type = PartType.named(one.name(), "application/octet-stream");
      List<String> shownAs = new ArrayList<>(one.shownAs());
      shownAs.add(one.name());
      openIfDecoded(type, one.name(), shownAs, one.file(), at.within(false));
    }
  }

  private static RefusedDrop sealed() {
    return new RefusedDrop("It is encrypted. Send it without encryption.");
  }
}
