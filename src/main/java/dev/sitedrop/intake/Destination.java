package dev.sitedrop.intake;

/** Which Procore deliveries are opened for. */
@FunctionalInterface
public interface Destination {
  /** Names the Procore and the company, without a secret. */
  String name();
}
