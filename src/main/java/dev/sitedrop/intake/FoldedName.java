package dev.sitedrop.intake;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Names as people mean them: without regard to upper and lower case, and to the two ways in which
 * systems write é.
 */
public final class FoldedName {
  private FoldedName() {}

  /** Equal for names that look the same but for upper and lower case. */
  public static String of(String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      return name.toLowerCase(Locale.ROOT);
    }
    // upper before lower case: ß and ẞ, ς and σ are one then
    return Normalizer.normalize(
        Normalizer.normalize(name, Normalizer.Form.NFC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT),
        Normalizer.Form.NFC);
  }
}
