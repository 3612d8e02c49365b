package dev.sitedrop.ledger.view;

import java.time.Instant;

/**
 * What a person has done about a delivery.
 *
 * @param who the name of the user
 * @param told what was changed, or why, in words; may be empty
 */
public record Intervention(Instant at, String who, Kind kind, String told) {

  /** What can be done. */
  public enum Kind {
    RETRIED,
    /** Although Procore may have it: a person has looked there. */
    SENT_AGAIN,
    CORRECTED,
    DISCARDED
  }
}
