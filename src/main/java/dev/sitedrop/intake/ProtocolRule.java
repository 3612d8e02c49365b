package dev.sitedrop.intake;

import dev.sitedrop.claim.SegmentPlan;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.ledger.UploadProtocol;
import org.springframework.stereotype.Component;

/**
 * Decides by which protocol a file goes: the configured one, unless the file is too large for it;
 * then it goes by segments.
 */
@Component
class ProtocolRule {
  /** In bytes: what a storage like S3 takes with one POST. */
  private static final long LARGEST_FORM = 5_000_000_000L;

  private final ProtocolSettings settings;
  private final Spool spool;

  ProtocolRule(ProtocolSettings settings, Spool spool) {
    this.settings = settings;
    this.spool = spool;
  }

  /**
   * @param size of the file, in bytes
   */
  UploadProtocol of(long size) {
    UploadProtocol wanted = settings.uploadProtocol();
    return wanted == UploadProtocol.FORM && size > LARGEST_FORM ? UploadProtocol.SEGMENTED : wanted;
  }

  /** How the file is cut into segments for it. */
  SegmentPlan plan(long size) {
    return of(size) == UploadProtocol.FORM ? SegmentPlan.whole() : spool.plan(size);
  }
}
