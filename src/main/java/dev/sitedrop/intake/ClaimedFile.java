package dev.sitedrop.intake;

import java.util.Optional;

/**
 * A file whose bytes are in the spool.
 *
 * @param file as its sender has it
 * @param taken when the photo was taken, or the file last changed
 * @param caption what somebody wrote about it into the photo, or beside it by Google Takeout
 * @param sha256 of the bytes as its sender has them, lower-case hex: what it is known by, whatever
 *     is sent for it
 * @param sent what goes to Procore
 */
record ClaimedFile(
    IncomingFile file, TakenAt taken, Optional<String> caption, String sha256, SentFile sent) {

  /** The same file, for which something else is sent. */
  ClaimedFile sentAs(SentFile other) {
    return new ClaimedFile(file, taken, caption, sha256, other);
  }
}
