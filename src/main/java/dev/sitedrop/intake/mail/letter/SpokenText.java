package dev.sitedrop.intake.mail.letter;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jsoup.select.NodeVisitor;

/**
 * What the sender of a mail says himself: without the mail he answers, his signature, and what his
 * company adds below.
 */
final class SpokenText {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** From such a line on, nothing is the sender's own. */
  private static final List<Pattern> ENDS =
      List.of(
          Pattern.compile("--\\s?"),
          Pattern.compile("-----BEGIN PGP SIGNATURE-----\\s*"),
          Pattern.compile("_{20,}|-{20,}|={20,}"),
          Pattern.compile("-{2,}\\s*(original|forwarded|urspr.ngliche|weitergeleitete) .*", FLAGS),
          Pattern.compile("(begin forwarded message|anfang der weitergeleiteten .*):?", FLAGS),
          Pattern.compile(
              "(on|am|le|el|il|op|em|den)\\b.{5,200}"
                  + "(wrote|schrieb.*|écrit|escribió|scritto|schreef.*|escreveu|skrev.*)\\s?:",
              FLAGS),
          Pattern.compile(
              "(sent|get outlook|envoyé|enviado|inviato|verstuurd|skickat) "
                  + "(from|for|de|depuis|desde|da|vanaf|från)\\b.{1,80}",
              FLAGS),
          Pattern.compile("(von meinem|gesendet von|diese nachricht wurde von)\\b.{1,80}", FLAGS),
          Pattern.compile("get outlook for (ios|android).*", FLAGS));

  /** A line of its own with which a letter closes; below it are a name, a title, telephones. */
  private static final Pattern CLOSING =
      Pattern.compile(
          "((with )?(kind|kindest|best|warm|many)( and best)? (regards|wishes)|regards|sincerely"
              + "|(yours )?(sincerely|faithfully|truly)( yours)?|mit freundlichen gr(ü|ue)(ß|ss)en|mfg"
              + "|(viele|beste|liebe|freundliche|herzliche) gr(ü|ue)(ß|ss)e|cordialement|bien cordialement"
              + "|(un )?saludos?( cordial(es)?)?|atentamente|cordiali saluti|met vriendelijke groet(en)?)"
              + "\\s*[,.!]?",
          FLAGS);

  /** What Outlook's plain text has in place of a picture. */
  private static final Pattern PLACE_OF_A_PICTURE =
      Pattern.compile("\\[cid:[^\\]\\s]{1,200}\\]", FLAGS);

  /** Outlook's head of a quoted mail: this line, and a date or recipient soon below it. */
  private static final Pattern QUOTED_FROM =
      Pattern.compile("\\*?(from|von|de|da|van):\\*?\\s.+", FLAGS);

  private static final Pattern QUOTED_SENT =
      Pattern.compile(
          "\\*?(sent|date|to|gesendet|datum|an|envoyé|à|enviado|para|inviato|verzonden):"
              + "\\*?\\s.+",
          FLAGS);

  private static final Pattern DISCLAIMER =
      Pattern.compile(
          "(this (e-?mail|message|communication)\\b.*\\b(confidential|intended|privileged).*"
              + "|(confidentiality|disclaimer|legal) ?(notice|note)?\\s?:.*"
              + "|(the information|the contents?) (contained )?(in|of) this (e-?mail|message).*"
              + "|diese (e-?mail|nachricht)\\b.*\\b(vertraulich|bestimmt).*"
              + "|(ce message|ce courriel)\\b.*\\bconfidentiel.*"
              + "|please consider the environment.*)",
          FLAGS);

  private static final Pattern SIGNED =
      Pattern.compile(
          "(?m)^-----BEGIN PGP SIGNED MESSAGE-----\\s*?\\R(?:[A-Za-z-]+: .*\\R)*+\\s*?\\R");
  private static final Pattern HIDDEN =
      Pattern.compile(
          "(display\\s*:\\s*none|visibility\\s*:\\s*hidden"
              + "|(?<![\\w-])(opacity|max-height)\\s*:\\s*0(px)?\\s*(;|!|$))",
          FLAGS);
  private static final Pattern NO_SIZE =
      Pattern.compile("font-size\\s*:\\s*0(px|pt|em)?\\s*(;|!|$)", FLAGS);
  private static final Pattern HIDING_RULE =
      Pattern.compile("\\.([\\w-]{1,80})\\s*\\{[^{}]*display\\s*:\\s*none[^{}]*\\}", FLAGS);

  private SpokenText() {}

  /** Of plain text. */
  static String of(String text) {
    String words = unsigned(PLACE_OF_A_PICTURE.matcher(text).replaceAll(""));
    List<String> lines = words.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
    StringBuilder spoken = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      String bare = line.strip();
      // a mail client wraps "On … wrote:" as it wraps everything
      String wrapped = i + 1 < lines.size() ? bare + " " + lines.get(i + 1).strip() : bare;
      if (isEnd(line) || wrapped.endsWith(":") && isEnd(wrapped) || isQuotedHead(lines, i)) {
        break;
      }
      if (DISCLAIMER.matcher(bare).matches() || DISCLAIMER.matcher(wrapped).matches()) {
        break;
      }
      if (CLOSING.matcher(bare).matches() && !spoken.toString().isBlank()) {
        break;
      }
      if (!bare.startsWith(">")) {
        spoken.append(line).append('\n');
      }
    }
    return tidy(spoken.toString());
  }

  /** Without the armour of PGP: the signature below it ends the text. */
  private static String unsigned(String text) {
    Matcher start = SIGNED.matcher(text);
    return start.find()
        ? text.substring(0, start.start()) + text.substring(start.end()).replaceAll("(?m)^- ", "")
        : text;
  }

  /** Of HTML. */
  static String ofHtml(String html) {
    return of(text(own(html)));
  }

  /** Of HTML, with the addresses of its links. */
  static String withLinks(String html) {
    Element body = own(html);
    body.select("a[href]").forEach(link -> link.appendText(" " + link.attr("href") + " "));
    return of(text(body));
  }

  /** Without what others have written, and what nobody sees. */
  private static Element own(String html) {
    Document document = Jsoup.parse(html);
    hidden(document).remove();
    document
        .select(
            "head, script, style, title, blockquote[type=cite], blockquote.gmail_quote,"
                + " .gmail_quote, .gmail_signature, .gmail_attr, .moz-cite-prefix, .moz-signature,"
                + " .yahoo_quoted, #Signature, #ms-outlook-mobile-signature, .AppleMailSignature,"
                + " #AppleMailSignature, [id^=AppleMailSignature]")
        .remove();
    for (Element head :
        document.select(
            "#divRplyFwdMsg, #appendonsend, #mail-editor-reference-message-container")) {
      for (Element after = head; after != null; ) {
        Element next = after.nextElementSibling();
        after.remove();
        after = next;
      }
    }
    return document.body();
  }

  /** Such as what mailing programs write for the list of mails. */
  private static Elements hidden(Document document) {
    Elements hidden = document.select("[hidden]");
    for (Element element : document.select("[style]")) {
      String style = element.attr("style");
      // what has no size may hold what has one
      boolean isTiny =
          NO_SIZE.matcher(style).find() && element.select("[style*=font-size]").size() < 2;
      if (HIDDEN.matcher(style).find() || isTiny) {
        hidden.add(element);
      }
    }
    for (Element sheet : document.select("style")) {
      String rules = sheet.data().replaceAll("@[^{]*\\{(?:[^{}]*+\\{[^{}]*+\\})*+[^{}]*\\}", "");
      Matcher rule = HIDING_RULE.matcher(rules);
      while (rule.find()) {
        hidden.addAll(document.getElementsByClass(rule.group(1)));
      }
    }
    return hidden;
  }

  private static String text(Element body) {
    StringBuilder text = new StringBuilder();
    body.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
              String said = words.text().replace('\u00A0', ' ');
              boolean atStart = text.length() == 0 || text.charAt(text.length() - 1) == '\n';
              text.append(atStart ? said.stripLeading() : said);
            } else if (node.nameIs("br")) {
              text.append('\n');
            } else if (node instanceof Element element && element.isBlock()) {
              breakLine(text);
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element element && element.isBlock()) {
              breakLine(text);
              if (node.nameIs("p")) {
                text.append('\n');
              }
            }
          }
        });
    return text.toString();
  }

  private static void breakLine(StringBuilder text) {
    if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  /**
   * Joins the lines of {@code format=flowed} (RFC 3676).
   *
   * @param deleteSpace the value of DelSp: the space at the end of a line only marks the break
   */
  static String unflowed(String text, boolean deleteSpace) {
    StringBuilder joined = new StringBuilder();
    boolean flows = false;
    for (String raw : text.replace("\r\n", "\n").split("\n", -1)) {
      String line = raw.startsWith(" ") ? raw.substring(1) : raw;
      boolean signature = line.equals("-- ");
      if (joined.length() > 0 && (!flows || signature)) {
        joined.append('\n');
      }
      flows = line.endsWith(" ") && !signature && !line.startsWith(">");
      joined.append(flows && deleteSpace ? line.substring(0, line.length() - 1) : line);
    }
    return joined.toString();
  }

  private static boolean isEnd(String line) {
    String bare = line.strip();
    return ENDS.stream()
        .anyMatch(end -> end.matcher(bare).matches() || end.matcher(line).matches());
  }

  private static boolean isQuotedHead(List<String> lines, int at) {
    if (!QUOTED_FROM.matcher(lines.get(at).strip()).matches()) {
      return false;
    }
    return lines.stream()
        .skip(at + 1L)
        .limit(3)
        .anyMatch(line -> QUOTED_SENT.matcher(line.strip()).matches());
  }

  private static String tidy(String text) {
    String plain = text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "").replace("\uFEFF", "");
    Matcher manyLines = Pattern.compile("\\n{3,}").matcher(plain);
    return manyLines.replaceAll("\n\n").strip();
  }
}
