package dev.sitedrop.intake;

import dev.sitedrop.claim.ClaimCheck;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A file whose bytes are in the spool.
 *
 * @param takenAt when the photo was taken by its EXIF block, in the camera's local time
 */
record ClaimedFile(
    IncomingFile file, String contentType, Optional<LocalDateTime> takenAt, ClaimCheck claim) {}
