package dev.sitedrop.intake.mail.letter;

/** The texts of a mail, as its parts say them. */
final class LetterTexts {
  /** In characters, of all texts together: nobody writes more. */
  private static final int MOST_TEXT = 4 << 20;

  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final StringBuilder shown = new StringBuilder();
  private String textOfOutlook = "";
  private String htmlOfOutlook = "";

  boolean isFull() {
    return plain.length() + html.length() + shown.length() > MOST_TEXT;
  }

  /**
   * @param own whether it is the sender's own text, and none of an attached mail
   */
  void add(String text, boolean isHtml, boolean own) {
    if (isHtml) {
      shown.append(text).append('\n');
    }
    if (own) {
      (isHtml ? html : plain).append(text).append('\n');
    }
  }

  /** HTML of a message of Outlook, which shows files of that message. */
  void addShown(String outlookHtml) {
    shown.append(outlookHtml).append('\n');
  }

  /** What Outlook has hidden of the sender's own text. */
  void hidden(Winmail winmail) {
    textOfOutlook = winmail.text();
    htmlOfOutlook = winmail.html();
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
}
