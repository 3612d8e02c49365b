package dev.sitedrop.ledger;

/** The embedded database. */
class H2RetentionTest extends RetentionContract {}
