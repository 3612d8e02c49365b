package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import java.time.Duration;

/**
 * An attempt has not delivered, and another will follow; told to whoever listens.
 *
 * @param time how long it waits at least
 */
public record DeliveryWaits(Delivery delivery, WaitReason reason, Duration time) {}
