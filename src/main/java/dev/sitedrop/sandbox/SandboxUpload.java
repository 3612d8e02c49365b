package dev.sitedrop.sandbox;

import java.time.Instant;
import java.util.List;

/**
 * An upload.
 *
 * @param projectId 0 for one of the company
 * @param segments in the order of creation
 */
record SandboxUpload(
    String uuid,
    long projectId,
    String filename,
    String contentType,
    Instant createdAt,
    List<StoredSegment> segments,
    Progress progress) {

  /** What changes about an upload. */
  static final class Progress {
    volatile boolean complete;
    volatile boolean associated;
  }

  /** A segment, its URL's path and query as issued, and the ETag once its bytes are there. */
  static final class StoredSegment {
    final long size;
    final String sha256;
    final String md5;
    final String target;
    volatile String etag;

    StoredSegment(long size, String sha256, String md5, String target) {
      this.size = size;
      this.sha256 = sha256;
      this.md5 = md5;
      this.target = target;
    }
  }

  long size() {
    return segments.stream().mapToLong(segment -> segment.size).sum();
  }

  String status() {
    return progress.complete ? "complete" : "ready";
  }
}
