package dev.sitedrop.ledger;

/** How far a delivery has come, as the ledger has proved it. */
public enum DeliveryStage {
  /** Accepted; its files are being uploaded, and Procore shows nothing of it yet. */
  OPEN,
  /** The association may have been sent; Procore is asked before it is sent again. */
  ASSOCIATING,
  /**
   * Procore has made the accident log, whose id is known, but does not show each of its files yet.
   * It is never sent again.
   */
  MADE,
  /** Procore has confirmed the image or the accident log, with every file of the delivery. */
  DELIVERED,
  /** Set aside with a reason; a person has to act. */
  FAILED
}
