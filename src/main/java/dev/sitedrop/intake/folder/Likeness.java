package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FoldedName;

/** Whether somebody has mistyped a name. */
final class Likeness {
  /** Of shorter names another one is only one key away. */
  private static final int SHORTEST = 5;

  private Likeness() {}

  /**
   * Whether two names are the same but for blanks, dashes and underscores, or for one character
   * that is missing, too much, another, or exchanged with the next. Numbers are never mistyped:
   * photo 12 is not photo 13.
   */
  static boolean isAlmost(String one, String other) {
    String a = plain(one);
    String b = plain(other);
    return a.equals(b)
        || Math.min(a.length(), b.length()) >= SHORTEST
            && digits(a).equals(digits(b))
            && !differInAWordOfOneLetter(FoldedName.of(one), FoldedName.of(other))
            && isOneEditAway(a, b);
  }

  /** A name without what separates its words. */
  static String plain(String name) {
    return FoldedName.of(name).replaceAll("[\\s\\p{Z}_-]+", "");
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  /** Such as "wall a" and "wall b". */
  private static boolean differInAWordOfOneLetter(String a, String b) {
    String[] as = a.split("[^\\p{L}\\p{N}]+");
    String[] bs = b.split("[^\\p{L}\\p{N}]+");
    if (as.length != bs.length) {
      return false;
    }
    for (int i = 0; i < as.length; i++) {
      if (!as[i].equals(bs[i]) && (as[i].length() == 1 || bs[i].length() == 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneEditAway(String a, String b) {
    int start = 0;
    while (start < Math.min(a.length(), b.length()) && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int endA = a.length();
    int endB = b.length();
    while (endA > start && endB > start && a.charAt(endA - 1) == b.charAt(endB - 1)) {
      endA--;
      endB--;
    }
    String restA = a.substring(start, endA);
    String restB = b.substring(start, endB);
    boolean exchanged =
        restA.length() == 2 && new StringBuilder(restA).reverse().toString().equals(restB);
    return Math.max(restA.length(), restB.length()) <= 1 || exchanged;
  }
}
