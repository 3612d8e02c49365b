package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Attachment;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Whether a file that Procore shows is one that was sent. */
final class SameFile {
  private SameFile() {}

  /**
   * Whether it may be called so: a server may have cleaned the name, so letters and digits are
   * compared, spaces and signs are not; nor is what is not ASCII, where the size is the same.
   *
   * @param shown with a {@code filename} or a {@code name}, and perhaps a {@code size}
   */
  static boolean isNamedAlike(Attachment sent, JsonNode shown) {
    for (String field : List.of("filename", "name")) {
      String name = shown.path(field).asText("");
      if (!name.isBlank()
          && (plain(sent.name()).equals(plain(name))
              || hasSize(shown) && isAlikeInAscii(sent.name(), name))) {
        return !hasSize(shown) || shown.path("size").asLong() == sent.size();
      }
    }
    return false;
  }

  /** Whether it cannot be told apart by its size: it has the same, or shows none. */
  static boolean mayBeOfSize(Attachment sent, JsonNode shown) {
    return !hasSize(shown) || shown.path("size").asLong() == sent.size();
  }

  private static boolean hasSize(JsonNode shown) {
    return shown.path("size").isIntegralNumber();
  }

  /** Whether the URL contains the upload's uuid, which is the strongest evidence. */
  static boolean bearsUuid(Attachment sent, String url) {
    return sent.uploadUuid() != null && url.contains(sent.uploadUuid());
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static boolean isAlikeInAscii(String sent, String shown) {
    String name = ascii(sent);
    return !ascii(sent.replaceFirst("\\.[^.]*$", "")).isEmpty() && name.equals(ascii(shown));
  }

  private static String ascii(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]", "");
  }
}
