package dev.sitedrop.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An upload.
 *
 * @param account whose it is, by its client id
 * @param projectId 0 for one of the company
 * @param fields of the form, in order; empty where the upload has segments
 * @param segments in the order of creation; one for a form
 */
record SandboxUpload(
    String uuid,
    Kind kind,
    String account,
    long projectId,
    String filename,
    String contentType,
    Instant createdAt,
    Map<String, String> fields,
    List<StoredSegment> segments,
    Progress progress) {

  /** The protocols. */
  enum Kind {
    /** With segments. */
    SEGMENTED,
    /** One multipart POST. */
    FORM
  }

  /** What changes about an upload. */
  static final class Progress {
    /** Null until new URLs are handed out. */
    volatile Instant urlsIssuedAt;

    volatile boolean complete;
    volatile boolean associated;
  }

  /** A segment, its URL's path and query as issued, and the ETag once its bytes are there. */
  static final class StoredSegment {
    volatile long size;
    volatile String sha256;
    final String md5;
    volatile String target;

    /** As completing the upload has to name it: without quotes, and without {@code W/}. */
    volatile String etag;

    /**
     * @param size in bytes; -1 where it was not announced
     * @param sha256 lower-case hex; null where it was not announced
     * @param md5 lower-case hex; null where it was not announced
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

  /** The same for every upload of the same bytes; the name's for a form, which announces none. */
  String content() {
    String first = segments.get(0).sha256;
    return first == null ? filename : first;
  }

  Instant urlsIssuedAt() {
    return progress.urlsIssuedAt == null ? createdAt : progress.urlsIssuedAt;
  }
}
