package dev.sitedrop.intake;

/** How a name is shown to people: in a log line, a reason, a receipt's note. */
public final class Shown {
  private Shown() {}

  /** The text with every character that moves, hides or breaks text written as its code. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append(String.format("\\u%04X", c));
              }
            });
    return shown.toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> codePoint == 0x200D; // joins the parts of an emoji
      default -> true;
    };
  }
}
