package dev.sitedrop.ledger;

/** Who looks after the database once a second. */
interface LedgerWatch {

  /** Whether this copy can use the ledger, as it was seen last; asks nobody. */
  boolean isUsable();
}
