package dev.sitedrop.intake.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Google Takeout writes beside a photo, in a JSON file that is nobody's sidecar.
 *
 * @param takenAt when the photo was taken, as Google Photos knows it
 * @param description what its owner wrote about it
 */
public record TakeoutMetadata(Optional<Instant> takenAt, Optional<String> description) {
  /** In bytes. */
  public static final int LARGEST = 64 * 1024;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
              .build());

  private static final String ENDING = ".json";
  private static final String SUPPLEMENT = ".supplemental-metadata";

  /** In characters: Takeout cuts the name of the photo. */
  private static final int LONGEST = 46;

  private static final Pattern NUMBERED = Pattern.compile("(.*)(\\(\\d{1,4}\\))", Pattern.DOTALL);
  private static final Pattern EXTENSION = Pattern.compile("(.*)(\\.[^.]{1,5})", Pattern.DOTALL);
  private static final Pattern EDITED =
      Pattern.compile(
          "-(edited|bearbeitet|modifié|editado|modificato|bewerkt|edytowane|redigeret|redigerad"
              + "|edited-animated|effects)$");

  /** Reads it; empty if these bytes are anything else. */
  public static Optional<TakeoutMetadata> of(byte[] json) {
    try {
      JsonNode told = JSON.readTree(json);
      boolean isTakeouts =
          told != null
              && told.path("title").isTextual()
              && (told.path("photoTakenTime").has("timestamp")
                  || told.path("creationTime").has("timestamp"));
      return isTakeouts
          ? Optional.of(
              new TakeoutMetadata(
                  instant(told.path("photoTakenTime").path("timestamp").asText()),
                  Captions.in(List.of(told.path("description").asText("")))))
          : Optional.empty();
    } catch (IOException | RuntimeException noJson) {
      return Optional.empty();
    }
  }

  /** In seconds; those that Takeout writes for a photo without a date are 0. */
  private static Optional<Instant> instant(String seconds) {
    try {
      long at = Long.parseLong(seconds.strip());
      return at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(at));
    } catch (NumberFormatException | DateTimeException none) {
      return Optional.empty();
    }
  }

  /**
   * Whether Takeout may call its file about a photo so: {@code x.jpg.json}, {@code
   * x.jpg.supplemental-metadata.json}, either cut off, {@code x.jpg(1).json} for {@code x(1).jpg},
   * and that of {@code x.jpg} also for {@code x-edited.jpg}.
   */
  public static boolean isNamedFor(String json, String photo) {
    if (!json.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
      return false;
    }
    String about = json.substring(0, json.length() - ENDING.length());
    Matcher extension = EXTENSION.matcher(photo);
    String stem = extension.matches() ? extension.group(1) : photo;
    String ending = extension.matches() ? extension.group(2) : "";
    if (isAbout(about, photo) || isAbout(about, EDITED.matcher(stem).replaceFirst("") + ending)) {
      return true;
    }
    Matcher numbered = NUMBERED.matcher(stem);
    Matcher numberedToo = NUMBERED.matcher(about);
    if (!numbered.matches()
        || !numberedToo.matches()
        || !numbered.group(2).equals(numberedToo.group(2))) {
      return false;
    }
    String plain = EDITED.matcher(numbered.group(1)).replaceFirst("") + ending;
    return isAbout(numberedToo.group(1), plain);
  }

  private static boolean isAbout(String about, String photo) {
    if (about.startsWith(photo)) {
      return SUPPLEMENT.startsWith(about.substring(photo.length()));
    }
    return about.length() >= LONGEST && photo.startsWith(about);
  }
}
