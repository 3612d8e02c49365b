package dev.sitedrop.intake;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A file whose bytes are in the spool.
 *
 * @param file as its sender has it
 * @param takenAt when the photo was taken by its EXIF block, in the camera's local time
 * @param sha256 of the bytes as its sender has them, lower-case hex: what it is known by, whatever
 *     is sent for it
 * @param sent what goes to Procore
 */
record ClaimedFile(
    IncomingFile file, Optional<LocalDateTime> takenAt, String sha256, SentFile sent) {

  /** The same file, for which something else is sent. */
  ClaimedFile sentAs(SentFile other) {
    return new ClaimedFile(file, takenAt, sha256, other);
  }
}
