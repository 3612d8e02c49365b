package dev.sitedrop.intake;

import org.apache.tika.Tika;
import org.springframework.stereotype.Component;

/** Says what a file is, by its first bytes. */
@Component
class ContentType {
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
    String byContent = tika.detect(head);
    return isPicture(byContent) ? byContent : tika.detect(head, name);
  }

  /** Whether files of this type become images. */
  boolean isPicture(String contentType) {
    return settings.pictureTypes().contains(contentType);
  }
}
