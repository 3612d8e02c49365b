package dev.sitedrop.intake;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** The name that Procore shall show for a file: the sender's own, as far as it is safe to show. */
final class ProcoreName {
  private static final int MOST_BYTES = 255;

  private ProcoreName() {}

  /**
   * Composed characters, no path separators, and nothing that turns or hides text: a name with a
   * right-to-left override can pretend to be another type of file.
   */
  static String of(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFC)
            .replaceAll("[/\\\\]", "_")
            .replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029]", "_")
            .replaceAll("[\\p{Cf}&&[^\\u200D]]", "")
            .strip();
    return plain.isEmpty() || plain.matches("\\.+") ? "file" : shortened(plain);
  }

  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 20 ? name.substring(dot) : "";
    String stem = name.substring(0, name.length() - extension.length());
    while (bytes(stem) + bytes(extension) > MOST_BYTES) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
