package dev.sitedrop.delivery.upload;

import dev.sitedrop.ledger.StoragePlace;
import java.time.Instant;
import java.util.List;

/**
 * An upload as Procore has created it.
 *
 * @param uuid names it
 * @param urlsHoldUntil when sending a segment may begin at the latest
 * @param holdsUntil when it may be associated at the latest
 * @param places one a segment, in order
 */
record CreatedUpload(
    String uuid, Instant urlsHoldUntil, Instant holdsUntil, List<StoragePlace> places) {}
