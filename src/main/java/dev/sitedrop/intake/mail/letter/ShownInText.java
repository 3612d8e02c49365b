package dev.sitedrop.intake.mail.letter;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** What a mail's text shows of its parts: by their id, their place or their name. */
final class ShownInText {
  private static final Pattern ID = Pattern.compile("(?i)\\bcid:([^\"'<>\\s)\\]]{1,500})");
  private static final Pattern PLACE =
      Pattern.compile(
          "(?i)(?:\\b(?:src|background|poster)\\s*=\\s*(?:\"([^\"]{1,500})\"|'([^']{1,500})'"
              + "|([^\\s>\"']{1,500}))|\\burl\\(\\s*[\"']?([^\"')]{1,500}))");

  private final Set<String> shown = new HashSet<>();

  ShownInText(String html, String plain) {
    String all = Parser.unescapeEntities(html, true) + "\n" + plain;
    for (String text : List.of(all, html)) {
      add(ID, text);
      add(PLACE, text);
    }
  }

  private void add(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        if (matcher.group(i) != null) {
          String said = matcher.group(i).strip();
          shown.add(plain(said));
          shown.add(plain(said.replaceFirst("(?i)^cid:", "")));
        }
      }
    }
  }

  /** Whether it shows what is called by one of these. */
  boolean has(List<String> names) {
    return names.stream().map(ShownInText::plain).anyMatch(this::has);
  }

  private boolean has(String name) {
    int at = name.indexOf('@');
    // some programs leave the second half of an id away
    return !name.isEmpty()
        && (shown.contains(name) || at > 0 && shown.contains(name.substring(0, at)));
  }

  private static String plain(String said) {
    String text = said.replaceAll("[<>\\s]", "").replaceFirst("^\\./", "");
    if (text.contains("%")) {
      text = new String(HeaderParameters.unescaped(text), StandardCharsets.UTF_8);
    }
    return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
  }
}
