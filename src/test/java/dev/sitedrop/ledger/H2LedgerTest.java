package dev.sitedrop.ledger;

/** The ledger on the embedded database. */
class H2LedgerTest extends LedgerContract {}
