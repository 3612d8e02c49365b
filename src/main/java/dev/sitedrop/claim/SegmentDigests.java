package dev.sitedrop.claim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Hashes a file and its segments in one pass. A file of one segment is hashed once for both:
 * SHA-256 is what limits the pass.
 */
final class SegmentDigests {
  private final SegmentPlan plan;
  private final MessageDigest segmentSha256 = digest("SHA-256");
  private final List<ClaimedSegment> done = new ArrayList<>();
  private final MessageDigest wholeSha256;
  private long offset;
  private long filled;

  SegmentDigests(SegmentPlan plan, long expectedSize) {
    this.plan = plan;
    this.wholeSha256 = expectedSize > plan.segmentSize() ? digest("SHA-256") : null;
  }

  /** Whether the file and its segments are hashed each for themselves. */
  boolean isTwofold() {
    return wholeSha256 != null;
  }

  void update(byte[] bytes, int length) {
    updateWhole(bytes, length);
    updateSegments(bytes, length);
  }

  /** The part of {@link #update} that concerns the file; may run beside the other. */
  void updateWhole(byte[] bytes, int length) {
    if (wholeSha256 != null) {
      wholeSha256.update(bytes, 0, length);
    }
  }

  /** The part of {@link #update} that concerns the segments; may run beside the other. */
  void updateSegments(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      if (filled == plan.segmentSize()) {
        closeSegment();
      }
      int run = (int) Math.min(length - at, plan.segmentSize() - filled);
      segmentSha256.update(bytes, at, run);
      filled += run;
      at += run;
    }
  }

  private void closeSegment() {
    String sha256 = HexFormat.of().formatHex(segmentSha256.digest());
    done.add(new ClaimedSegment(offset, filled, sha256));
    offset += filled;
    filled = 0;
  }

  /** The ticket for what was hashed; call it once, at the end. */
  ClaimCheck finish(String key) {
    closeSegment();
    String sha256 =
        wholeSha256 == null ? done.get(0).sha256() : HexFormat.of().formatHex(wholeSha256.digest());
    return new ClaimCheck(key, offset, sha256, List.copyOf(done));
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
