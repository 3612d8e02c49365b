package dev.sitedrop.ledger;

/** The embedded database. */
class H2SteeringTest extends SteeringContract {}
