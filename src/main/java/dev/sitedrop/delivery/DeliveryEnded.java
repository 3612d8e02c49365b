package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;

/** A delivery was delivered or set aside, and the ledger has it; told to whoever listens. */
public record DeliveryEnded(Delivery delivery) {}
