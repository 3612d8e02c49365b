package dev.sitedrop.pages;

import java.util.regex.Pattern;

/**
 * What a page tells to type.
 *
 * @param where page and line
 * @param output what it prints, as the page has it; null where the page does not say
 */
record Command(String where, String text, String output) {
  private static final Pattern START =
      Pattern.compile("(?:[A-Z_]+=\\S+ )*(?:\\./mvnw spring-boot:run|target/bin/sitedrop)");

  private static final Pattern CHANGES =
      Pattern.compile(
          "\\bsitedrop (?:send|retry|discard) |^(?:mkdir|cp|mv|echo|export|source) |"
              + "\\bcurl .*-(?:F|X POST) ",
          Pattern.DOTALL);

  /** Whether it runs SiteDrop until it is stopped. */
  boolean isStart() {
    return START.matcher(text).matches();
  }

  /** Whether it may be done again until it prints what it should. */
  boolean onlyLooks() {
    return output != null && !CHANGES.matcher(text).find();
  }
}
