package dev.sitedrop.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param page such as {@code docs/console.md}
 * @param line the first of its text
 * @param language {@code sh} for commands, {@code console} for commands and what they print, {@code
 *     powershell}; all others are no commands
 */
record Block(String page, int line, String language, String text) {
  private static final Set<String> COMMANDS = Set.of("sh", "console", "powershell");

  /** A command, and what it prints up to the next one. */
  private static final Pattern SHOWN =
      Pattern.compile("(?ms)^(?:\\$|sftp>) (.+?(?<!\\\\))\\n(.*?)(?=^(?:\\$|sftp>) |\\z)");

  boolean isCommands() {
    return COMMANDS.contains(language);
  }

  /** Of {@code sh} all of it is one command, of which the page does not show what it prints. */
  List<Command> commands() {
    if (!language.equals("console")) {
      return List.of(new Command(page + ":" + line, text.strip(), null));
    }
    List<Command> all = new ArrayList<>();
    Matcher shown = SHOWN.matcher(text);
    while (shown.find()) {
      int at = line + (int) text.substring(0, shown.start()).lines().count();
      all.add(new Command(page + ":" + at, shown.group(1), shown.group(2).strip()));
    }
    return all;
  }
}
