package dev.sitedrop.ledger;

/** Letters on the embedded database. */
class H2LetterLedgerTest extends LetterLedgerContract {}
