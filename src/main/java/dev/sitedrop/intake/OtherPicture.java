package dev.sitedrop.intake;

import java.util.Map;

/** Why a picture is none for Procore, and what its sender can do. */
final class OtherPicture {
  private static final Map<String, String> NAMES =
      Map.of(
          "image/avif", "AVIF",
          "image/jxl", "JPEG XL",
          "image/webp", "WebP",
          "image/svg+xml", "SVG, a drawing",
          "image/vnd.adobe.photoshop", "Photoshop",
          "image/heic", "HEIC",
          "image/heif", "HEIF");

  private OtherPicture() {}

  /** To be said behind its name. */
  static String why(String contentType) {
    if (isRaw(contentType)) {
      return " is a raw photo, and Procore takes none. Send the JPEG that belongs to it.";
    }
    if (contentType.endsWith("-sequence")) {
      return " is a sequence of pictures, such as a burst or an animation, and Procore takes single"
          + " ones. Send the one that you mean, as JPEG.";
    }
    return " is a picture of a kind that Procore does not take ("
        + NAMES.getOrDefault(contentType, contentType.substring("image/".length()))
        + "). Send it as JPEG or PNG.";
  }

  private static boolean isRaw(String contentType) {
    return contentType.startsWith("image/x-raw") || contentType.startsWith("image/x-canon");
  }
}
