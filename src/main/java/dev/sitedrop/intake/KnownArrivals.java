package dev.sitedrop.intake;

import java.util.UUID;

/** Whether the ledger knows an arrival. */
@FunctionalInterface
public interface KnownArrivals {
  boolean isKnown(UUID arrivalId);
}
