package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Attachment;
import java.text.Normalizer;
import java.util.Locale;

/** Whether a file that Procore shows is one that was sent. */
final class SameFile {
  private SameFile() {}

  /**
   * The upload's uuid in the URL is the strongest evidence. Without it the name decides, as far as
   * a server may have changed it: letters and digits are compared, spaces and signs are not.
   *
   * @param filename as Procore shows it; may be null
   * @param name a second name that Procore shows; may be null
   * @param url as Procore shows it; may be null
   */
  static boolean is(Attachment sent, String filename, String name, String url) {
    return bearsUuid(sent, url)
        || plain(sent.name()).equals(plain(filename))
        || plain(sent.name()).equals(plain(name));
  }

  /** Whether the URL contains the upload's uuid. */
  static boolean bearsUuid(Attachment sent, String url) {
    return url != null && sent.uploadUuid() != null && url.contains(sent.uploadUuid());
  }

  private static String plain(String name) {
    return name == null
        ? ""
        : Normalizer.normalize(name, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
