package dev.sitedrop.claim;

/**
 * How a file is cut into segments: all of {@code segmentSize} bytes but the last.
 *
 * @param segmentSize in bytes
 */
public record SegmentPlan(long segmentSize) {
  /**
   * Procore refuses a segment of less than 5 MB, unless it is the last; S3, which is behind it,
   * means MiB.
   */
  static final long SMALLEST = 5 * (1L << 20);

  /** Procore's and S3's maximum for one PUT. */
  static final long LARGEST = 5_000_000_000L;

  private static final long MEBIBYTE = 1L << 20;

  /** The whole file in one segment, however large it is. */
  public static SegmentPlan whole() {
    return new SegmentPlan(Long.MAX_VALUE);
  }

  /** The plan for a file of this many bytes. */
  static SegmentPlan of(long fileSize, SpoolSettings settings) {
    long wanted = settings.segmentSize().toBytes();
    long needed = (fileSize + settings.maxSegments() - 1) / settings.maxSegments();
    long wholeMebibytes = (needed + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
    return new SegmentPlan(Math.min(LARGEST, Math.max(SMALLEST, Math.max(wanted, wholeMebibytes))));
  }
}
