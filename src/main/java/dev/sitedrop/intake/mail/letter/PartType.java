package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.Tika;

/**
 * What a part of a mail is, by its headers.
 *
 * @param content with its parameters
 * @param base such as {@code image/jpeg}; {@code application/octet-stream} if it is not to be
 *     understood: then it is bytes, and by these it will be known
 * @param name as its sender calls it; empty if it has none
 * @param attached whether it is said to be an attachment
 */
record PartType(HeaderParameters content, String base, String name, boolean attached) {
  /** What programs add for programs: nothing that its sender means. */
  private static final Set<String> FOR_PROGRAMS =
      Set.of(
          "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "application/pgp-signature",
          "application/pgp-keys",
          "application/applefile",
          "application/ics",
          "application/x-ics",
          "application/vcard",
          "message/delivery-status",
          "message/disposition-notification",
          "message/global-delivery-status",
          "message/global-disposition-notification",
          "message/feedback-report",
          "text/rfc822-headers",
          "text/calendar",
          "text/x-vcalendar",
          "text/vcard",
          "text/x-vcard",
          "text/directory",
          "text/x-amp-html");

  /** The same by their names, for servers that do not know the types call them octet-stream. */
  private static final String NAMED_FOR_PROGRAMS =
      "(?i).+\\.(p7s|ics|ical|ifb|vcs|vcf|sig|mso|thmx|wmz|emz)|signature\\.asc|openpgp_signature.*"
          + "|(openpgp_)?0x[0-9a-f]+(\\.asc)?";

  private static final Set<String> SEALED =
      Set.of(
          "multipart/encrypted",
          "application/pgp-encrypted",
          "application/x-microsoft-rpmsg-message");
  private static final Set<String> ELSEWHERE = Set.of("message/partial", "message/external-body");

  /**
   * @param untold its type if it has none
   */
  static PartType of(Part part, String untold) throws MessagingException {
    String[] values = part.getHeader("Content-Type");
    HeaderParameters content = HeaderParameters.of(values == null ? untold : values[0]);
    String base = content.value().replaceAll("\\([^)]*\\)", "").strip();
    if (base.equals("text")) {
      base = "text/plain";
    }
    // a program that has forgotten the semicolon
    base = base.matches("[^/\\s]+/[^/\\s]+\\s.*") ? base.split("\\s", 2)[0] : base;
    String known = base.matches("[^/\\s]+/[^/\\s]+") ? base : "application/octet-stream";
    String[] disposition = part.getHeader("Content-Disposition");
    boolean attached =
        disposition != null
            && disposition[0].strip().toLowerCase(Locale.ROOT).startsWith("attachment");
    return new PartType(content, known, PartName.said(part), attached);
  }

  boolean isMultipart() {
    return base.startsWith("multipart/") && !isSealed();
  }

  boolean isSealed() {
    return SEALED.contains(base);
  }

  boolean isMail() {
    return base.matches("message/(rfc822|global|news)") || endsWith(".eml");
  }

  boolean isHtml() {
    return base.equals("text/html") || isCutOffByExchange() && name.matches("(?i).*\\.html?");
  }

  /** What has no name and is not said to be an attachment is the text of the mail. */
  boolean isText() {
    boolean isText = isHtml() || base.matches("text/(plain|enriched|markdown)");
    return isCutOffByExchange() || isText && name.isEmpty() && !attached;
  }

  private boolean isCutOffByExchange() {
    return name.matches("(?i)ATT\\d+\\.(txt|html?)") && !base.startsWith("image/");
  }

  boolean isForPrograms() {
    return FOR_PROGRAMS.contains(base) || name.matches(NAMED_FOR_PROGRAMS);
  }

  /** It is called so by a program, for it had no name. */
  boolean isNamedByProgram() {
    return name.isEmpty() || name.matches("(?i)noname|ATT\\d+(\\.(bin|dat|txt|html?))?");
  }

  boolean isElsewhere() {
    return ELSEWHERE.contains(base);
  }

  /** S/MIME, signed or encrypted. */
  boolean isCms() {
    return base.matches("application/(x-)?pkcs7-mime") || endsWith(".p7m") || endsWith(".p7c");
  }

  boolean isWinmail() {
    return base.matches("application/(vnd\\.)?ms-tnef") || name.equalsIgnoreCase("winmail.dat");
  }

  boolean isOutlook() {
    return base.equals("application/vnd.ms-outlook") || endsWith(".msg");
  }

  /** Many programs call every document that is a zip inside just that. */
  boolean isZip() {
    String byName = new Tika().detect(name);
    return byName.equals("application/zip")
        || base.matches("application/(x-)?zip(-compressed)?")
            && byName.equals("application/octet-stream");
  }

  boolean isBinHex() {
    return base.equals("application/mac-binhex40") || endsWith(".hqx");
  }

  private boolean endsWith(String extension) {
    return name.toLowerCase(Locale.ROOT).endsWith(extension);
  }

  /** The type of what is in something else, where only its name is known. */
  static PartType named(String name, String base) {
    return new PartType(HeaderParameters.of(base), base, name, true);
  }
}
