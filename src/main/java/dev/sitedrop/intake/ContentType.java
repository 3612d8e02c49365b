package dev.sitedrop.intake;

import dev.sitedrop.intake.content.Magic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.tika.Tika;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.springframework.stereotype.Component;

/** Says what a file is, by its first bytes. */
@Component
class ContentType {
  /** In bytes; some of Tika's patterns are looked for at every offset, which costs by the byte. */
  static final int ENOUGH = 8192;

  /** What bytes are that nobody knows. */
  static final String UNKNOWN = "application/octet-stream";

  /** In bytes: enough for every picture. */
  private static final int ENOUGH_FOR_A_PICTURE = 512;

  /** Their bytes always tell, so that a name alone is not believed. */
  private static final List<MediaType> KNOWN_BY_BYTES =
      List.of(
          MediaType.application("pdf"),
          MediaType.application("zip"),
          MediaType.application("x-tika-msoffice"));

  private final Tika tika = new Tika();
  private final MediaTypeRegistry types = MediaTypeRegistry.getDefaultRegistry();
  private final IntakeSettings settings;

  ContentType(IntakeSettings settings) {
    this.settings = settings;
  }

  /**
   * The type by magic bytes; the name only makes it more precise, as for the many formats that are
   * a zip or plain text.
   */
  String of(byte[] head, String name) {
    String byName = tika.detect(name);
    Optional<String> picture = Magic.picture(head, byName);
    if (picture.isPresent()) {
      return picture.get();
    }
    String byContent = tika.detect(start(head, ENOUGH_FOR_A_PICTURE));
    if (isPicture(byContent)) {
      return byContent;
    }
    String named = tika.detect(start(head, ENOUGH), name);
    boolean isByNameAlone = tika.detect(start(head, ENOUGH)).equals(UNKNOWN);
    if (Magic.isPdf(head) && (isByNameAlone || byName.equals("application/pdf"))) {
      return "application/pdf";
    }
    return isByNameAlone && isKnownByBytes(named) ? UNKNOWN : named;
  }

  /**
   * Whether its name says that it is a picture or a document, which its bytes would tell.
   *
   * @param contentType by its bytes
   */
  boolean isNamedWrongly(String name, String contentType) {
    return contentType.equals(UNKNOWN) && isKnownByBytes(tika.detect(name));
  }

  private boolean isKnownByBytes(String contentType) {
    MediaType type = MediaType.parse(contentType);
    return type.getType().equals("image")
        || KNOWN_BY_BYTES.stream().anyMatch(known -> types.isInstanceOf(type, known));
  }

  private static byte[] start(byte[] head, int length) {
    return Arrays.copyOf(head, Math.min(head.length, length));
  }

  /** Whether files of this type become images. */
  boolean isPicture(String contentType) {
    return settings.pictureTypes().contains(contentType);
  }
}
