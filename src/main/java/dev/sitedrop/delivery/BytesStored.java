package dev.sitedrop.delivery;

/**
 * Procore's storage has confirmed a segment, and the ledger has it; told to whoever listens.
 *
 * @param destination of the delivery
 */
public record BytesStored(String destination, long bytes) {}
