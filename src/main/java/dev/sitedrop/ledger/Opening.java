package dev.sitedrop.ledger;

import java.util.List;
import java.util.UUID;

/**
 * What became of an arrival when it was offered to the ledger.
 *
 * @param arrival as the ledger knows it now; its id is the one under which it is settled
 * @param deliveryId the delivery it leads to
 * @param outcome what the ledger made of it
 * @param freed spool keys of bytes that this arrival's stand in for: the delivery needs them no
 *     more
 */
public record Opening(Arrival arrival, UUID deliveryId, Outcome outcome, List<String> freed) {
  public Opening {
    freed = List.copyOf(freed);
  }

  /** What the ledger made of an arrival. */
  public enum Outcome {
    /** A new delivery was opened; the spooled bytes are its own. */
    OPENED,
    /**
     * A delivery that had failed is tried again, with the fields and bytes of this arrival; or one
     * goes on with its bytes, because the others lie in a spool that nobody looks after.
     */
    REOPENED,
    /** The same content is under way or delivered already; the spooled bytes are not needed. */
    KNOWN,
    /** This very arrival was recorded before its source had let it go; nothing was written. */
    REPEATED
  }

  /** Whether the bytes that were spooled for this arrival belong to the delivery now. */
  public boolean keepsBytes() {
    return outcome == Outcome.OPENED || outcome == Outcome.REOPENED;
  }
}
