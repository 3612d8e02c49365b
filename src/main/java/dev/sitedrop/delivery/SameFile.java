package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Attachment;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Whether a file that Procore shows is one that was sent. */
final class SameFile {
  private static final int ENOUGH_LETTERS = 3;

  private SameFile() {}

  /**
   * Whether it may be called so. A server may have cleaned the name: spaces and signs are not
   * compared, and letters beyond ASCII may be missing, or written without their accents. Sizes must
   * not differ.
   *
   * @param name as it was sent
   * @param size as it was sent, in bytes
   * @param shown with a {@code filename} or a {@code name}, and perhaps a {@code size}
   */
  static boolean isNamedAlike(String name, long size, JsonNode shown) {
    return mayBeOfSize(size, shown) && isNamedAlike(name, shown);
  }

  /** The same without regard to sizes. */
  static boolean isNamedAlike(String name, JsonNode shown) {
    for (String field : List.of("filename", "name")) {
      String other = shown.path(field).asText("");
      if (!other.isBlank() && isAlike(name, other, hasSize(shown))) {
        return true;
      }
    }
    return false;
  }

  static boolean isNamedAlike(Attachment sent, JsonNode shown) {
    return isNamedAlike(sent.name(), sent.size(), shown);
  }

  /** Whether it cannot be told apart by its size: it has the same, or shows none. */
  static boolean mayBeOfSize(long size, JsonNode shown) {
    return !hasSize(shown) || shown.path("size").asLong() == size;
  }

  private static boolean hasSize(JsonNode shown) {
    return shown.path("size").isIntegralNumber();
  }

  /** Whether the URL contains the upload's uuid, which is the strongest evidence. */
  static boolean bearsUuid(Attachment sent, String url) {
    return sent.uploadUuid() != null && url.contains(sent.uploadUuid());
  }

  /** What is left of a name in ASCII has to be enough to know it by. */
  private static boolean isAlike(String sent, String shown, boolean sizeIsSame) {
    if (plain(sent).equals(plain(shown))) {
      return true;
    }
    int letters = ascii(sent.replaceFirst("\\.[^.]*$", "")).length();
    return letters >= (sizeIsSame ? 1 : ENOUGH_LETTERS)
        && (ascii(sent).equals(ascii(shown)) || ascii(unaccented(sent)).equals(ascii(shown)));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** With {@code u} for {@code ü}. */
  private static String unaccented(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  /** Without whatever is not ASCII. */
  private static String ascii(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]", "");
  }
}
