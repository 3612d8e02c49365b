package dev.sitedrop.intake.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Message-IDs as they may go into a header of our own. */
final class MessageIds {
  private static final Pattern ID = Pattern.compile("<[\\x21-\\x7E&&[^<>]]{1,250}>");
  private static final int MOST = 20;

  private MessageIds() {}

  /** Those in a header, separated by spaces; of many, the first and the last. */
  static String of(String header) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(header);
    while (matcher.find()) {
      ids.add(matcher.group());
    }
    while (ids.size() > MOST) {
      ids.remove(1);
    }
    return String.join(" ", ids);
  }
}
