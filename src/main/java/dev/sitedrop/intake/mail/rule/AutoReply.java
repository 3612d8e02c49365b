package dev.sitedrop.intake.mail.rule;

import jakarta.mail.internet.InternetHeaders;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which mails must never be answered (RFC 3834): an answer to a machine may come back for ever. */
public final class AutoReply {
  private static final Pattern MACHINE =
      Pattern.compile(
          "(mailer-daemon|postmaster|daemon|no-?reply|do-?not-?reply|bounces?|.*-bounces?"
              + "|owner-.*|.*-request|listserv|majordomo)([+=-].*)?");
  private static final Set<String> TO_MANY = Set.of("bulk", "junk", "list", "auto_reply");

  private AutoReply() {}

  /**
   * Whether a mail may be answered.
   *
   * @param from lower case
   * @param own the mailbox's own address, lower case
   */
  public static boolean mayFollow(InternetHeaders headers, String from, String own) {
    String submitted = first(headers, "Auto-Submitted");
    return (submitted.isEmpty() || submitted.split("[;\\s(]")[0].equals("no"))
        && !TO_MANY.contains(first(headers, "Precedence"))
        && !first(headers, "Return-Path").matches("<\\s*>")
        && first(headers, "X-Auto-Response-Suppress").isEmpty()
        && first(headers, "X-Loop").isEmpty()
        && !isFromList(headers)
        && !isOwn(from, own)
        && !MACHINE.matcher(from.substring(0, from.lastIndexOf('@'))).matches();
  }

  /** Whether it is no letter of a person but one about a letter: a bounce, or one of our own. */
  public static boolean isEcho(InternetHeaders headers, String from, String own) {
    return isOwn(from, own) || first(headers, "Content-Type").startsWith("multipart/report");
  }

  private static boolean isOwn(String from, String own) {
    int at = from.lastIndexOf('@');
    int plus = from.indexOf('+');
    String plain = plus > 0 && plus < at ? from.substring(0, plus) + from.substring(at) : from;
    return plain.equals(own);
  }

  private static boolean isFromList(InternetHeaders headers) {
    return Collections.list(headers.getAllHeaders()).stream()
        .map(header -> header.getName().toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.startsWith("list-"));
  }

  private static String first(InternetHeaders headers, String name) {
    String[] values = headers.getHeader(name);
    return values == null ? "" : values[0].strip().toLowerCase(Locale.ROOT);
  }
}
