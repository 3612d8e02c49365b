package dev.sitedrop.intake.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
}
