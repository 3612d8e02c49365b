package dev.sitedrop.claim;

/**
 * A run of bytes as it was hashed on the way in.
 *
 * @param offset first byte, counted from the start of the file
 * @param size in bytes
 * @param sha256 lower-case hex
 */
public record ClaimedSegment(long offset, long size, String sha256) {}
