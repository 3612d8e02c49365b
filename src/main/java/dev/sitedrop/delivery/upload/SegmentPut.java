package dev.sitedrop.delivery.upload;

import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Segment;

/** One PUT to be made. */
record SegmentPut(Attachment attachment, Segment segment) {}
