package dev.sitedrop.intake;

import java.util.Collection;
import java.util.regex.Pattern;

/** What the JPEG of a HEIC photo is called. */
final class JpegName {
  private static final Pattern PICTURE =
      Pattern.compile("\\.(heic|heif|hif|avif|webp|jxl|jpg|jpeg|png)$", Pattern.CASE_INSENSITIVE);

  private JpegName() {}

  /**
   * {@code photo.jpg} for {@code photo.heic}; {@code photo.heic.jpg} where that name is another's.
   *
   * @param others the names of the files that are delivered together with it
   */
  static String of(String heic, Collection<String> others) {
    String jpeg = PICTURE.matcher(heic).replaceFirst("") + ".jpg";
    return others.stream().anyMatch(jpeg::equalsIgnoreCase) ? heic + ".jpg" : jpeg;
  }
}
