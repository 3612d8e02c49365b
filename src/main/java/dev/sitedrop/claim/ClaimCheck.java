package dev.sitedrop.claim;

import java.util.List;

/**
 * The ticket for bytes that were left in the spool.
 *
 * @param key gets them back
 * @param size in bytes
 * @param sha256 of all bytes, lower-case hex
 * @param segments in order, together all bytes; one of size 0 for no bytes
 */
public record ClaimCheck(String key, long size, String sha256, List<ClaimedSegment> segments) {}
