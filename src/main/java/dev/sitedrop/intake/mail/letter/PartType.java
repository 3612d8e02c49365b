package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParseException;
import java.util.Locale;
import java.util.Set;

/**
 * What a part of a mail is, by its headers.
 *
 * @param content null if it is not to be understood: then it is bytes, and by these it will be
 *     known
 * @param base such as {@code image/jpeg}
 * @param name as its sender calls it; empty if it has none
 * @param attached whether it is said to be an attachment
 */
record PartType(ContentType content, String base, String name, boolean attached) {
  /** What programs add for programs: nothing that its sender means. */
  private static final Set<String> FOR_PROGRAMS =
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
      Set.of(
          "multipart/encrypted",
          "application/pkcs7-mime",
          "application/x-pkcs7-mime",
          "application/pgp-encrypted");
  private static final Set<String> ELSEWHERE = Set.of("message/partial", "message/external-body");

  static PartType of(Part part) throws MessagingException {
    ContentType content = content(part);
    String base = content == null ? "application/octet-stream" : content.getBaseType();
    String[] disposition = part.getHeader("Content-Disposition");
    boolean attached =
        disposition != null
            && disposition[0].strip().toLowerCase(Locale.ROOT).startsWith("attachment");
    return new PartType(content, base.toLowerCase(Locale.ROOT), PartName.said(part), attached);
  }

  private static ContentType content(Part part) throws MessagingException {
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

  boolean isMultipart() {
    return base.startsWith("multipart/") && !isSealed();
  }

  boolean isSealed() {
    return SEALED.contains(base);
  }

  boolean isMail() {
    return base.equals("message/rfc822");
  }

  boolean isHtml() {
    return base.equals("text/html");
  }

  /** What has no name and is not said to be an attachment is the text of the mail. */
  boolean isText() {
    boolean cutOffByExchange = name.matches("(?i)ATT\\d+\\.(txt|html?)");
    return (isHtml() || base.equals("text/plain"))
        && (cutOffByExchange || name.isEmpty() && !attached);
  }

  boolean isForPrograms() {
    return FOR_PROGRAMS.contains(base);
  }

  boolean isElsewhere() {
    return ELSEWHERE.contains(base);
  }

  boolean isWinmail() {
    return base.equals("application/ms-tnef") || name.equalsIgnoreCase("winmail.dat");
  }

  boolean isZip() {
    return base.matches("application/(x-)?zip(-compressed)?")
        || name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }
}
