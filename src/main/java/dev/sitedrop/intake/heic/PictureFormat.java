package dev.sitedrop.intake.heic;

import java.util.Arrays;
import java.util.Optional;

/** Pictures that are in no list of what Procore's Photos take, and that become JPEG. */
public enum PictureFormat {
  /** A single picture: of a sequence the others would be lost. */
  HEIC("image/heic", "heic"),
  /** HEIC by another coding. */
  HEIF("image/heif", "heic"),
  /** Of web pages, and of some phones. */
  AVIF("image/avif", "avif"),
  /** Of web pages and messengers. */
  WEBP("image/webp", "webp"),
  /** JPEG XL. */
  JXL("image/jxl", "jxl");

  private final String contentType;
  private final String ending;

  PictureFormat(String contentType, String ending) {
    this.contentType = contentType;
    this.ending = ending;
  }

  /** Empty if it is none of these. */
  public static Optional<PictureFormat> of(String contentType) {
    return Arrays.stream(values())
        .filter(format -> format.contentType.equals(contentType))
        .findFirst();
  }

  /** Of the file's name, by which converters may choose their decoder. */
  String ending() {
    return ending;
  }

  /** Whether those that are made for HEIC may read it. */
  boolean isReadByLibheif() {
    return this == HEIC || this == HEIF || this == AVIF;
  }
}
