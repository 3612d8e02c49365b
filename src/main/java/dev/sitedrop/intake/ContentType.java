package dev.sitedrop.intake;

import java.util.Arrays;
import org.apache.tika.Tika;
import org.springframework.stereotype.Component;

/** Says what a file is, by its first bytes. */
@Component
class ContentType {
  /** In bytes; some of Tika's patterns are looked for at every offset, which costs by the byte. */
  private static final int ENOUGH = 8192;

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
    byte[] start = Arrays.copyOf(head, Math.min(head.length, ENOUGH));
    String byContent = tika.detect(start);
    return isPicture(byContent) ? byContent : tika.detect(start, name);
  }

  /** Whether files of this type become images. */
  boolean isPicture(String contentType) {
    return settings.pictureTypes().contains(contentType);
  }
}
