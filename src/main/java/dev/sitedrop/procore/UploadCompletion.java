package dev.sitedrop.procore;

import java.util.List;

/** Tells Procore that every segment is stored: the ETags, in the order of creation. */
public record UploadCompletion(List<StoredSegment> segments) {

  /** The ETag that storage answered, without quotes. */
  public record StoredSegment(String etag) {}
}
