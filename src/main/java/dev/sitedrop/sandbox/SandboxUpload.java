package dev.sitedrop.sandbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An upload.
 *
 * @param kind by which protocol it was created
 * @param projectId 0 for one of the company
 * @param fields of the form, in order; empty for the other kinds
 * @param segments in the order of creation; one for a form
 */
record SandboxUpload(
    String uuid,
    Kind kind,
    long projectId,
    String filename,
    String contentType,
    Instant createdAt,
    Map<String, String> fields,
    List<StoredSegment> segments,
    @JsonIgnore Progress progress) {

  /** The protocols. */
  enum Kind {
    /** v1.1, with segments. */
    SEGMENTED,
    /** v1.1, one multipart POST. */
    FORM,
    /** v2.1. */
    UNIFIED
  }

  /** What changes about an upload. */
  static final class Progress {
    volatile Instant urlsIssuedAt;
    volatile Instant completedAt;
    volatile boolean associated;
  }

  /** A segment, its URL's path and query as issued, and the ETag once its bytes are there. */
  static final class StoredSegment {
    volatile long size;
    volatile String sha256;
    final String md5;
    volatile String target;
    volatile String etag;
    volatile boolean acknowledged;

    /**
     * @param size in bytes; -1 where it was not announced
     * @param sha256 lower-case hex; null where it was not announced
     */
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

  boolean isComplete() {
    return progress.completedAt != null;
  }

  /** Whether a resource may take it: v2.1 needs a moment after it is complete. */
  boolean isAvailable(Duration processing) {
    return isComplete()
        && (kind != Kind.UNIFIED || !Instant.now().isBefore(progress.completedAt.plus(processing)));
  }

  String status(Duration processing) {
    if (isComplete()) {
      return kind == Kind.UNIFIED && isAvailable(processing) ? "available" : "complete";
    }
    boolean begun = segments.stream().anyMatch(segment -> segment.etag != null);
    return kind == Kind.UNIFIED && begun ? "receiving" : "ready";
  }
}
