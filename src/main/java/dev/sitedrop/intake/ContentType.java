package dev.sitedrop.intake;

import java.util.Arrays;
import org.apache.tika.Tika;
import org.springframework.stereotype.Component;

/** Says what a file is, by its first bytes. */
@Component
class ContentType {
  /** In bytes; some of Tika's patterns are looked for at every offset, which costs by the byte. */
  static final int ENOUGH = 8192;

  /** In bytes: enough for every picture. */
  private static final int ENOUGH_FOR_A_PICTURE = 512;

  private final Tika tika = new Tika();
  private final IntakeSettings settings;

  ContentType(IntakeSettings settings) {
    this.settings = settings;
  }

  /**
   * The type by magic bytes; the name only makes it more precise, as for the many formats that are
   * a zip or plain text.
   */
  String of(byte[] head, String name) {
    String byContent = tika.detect(start(head, ENOUGH_FOR_A_PICTURE));
    return isPicture(byContent) ? byContent : tika.detect(start(head, ENOUGH), name);
  }

  private static byte[] start(byte[] head, int length) {
    return Arrays.copyOf(head, Math.min(head.length, length));
  }

  /** Whether files of this type become images. */
  boolean isPicture(String contentType) {
    return settings.pictureTypes().contains(contentType);
  }
}
