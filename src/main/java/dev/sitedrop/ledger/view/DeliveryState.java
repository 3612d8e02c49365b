package dev.sitedrop.ledger.view;

/** How a delivery stands, for those who look. */
public enum DeliveryState {
  /** It is due, waits until it is tried again, or is being delivered at this moment. */
  UNDER_WAY("under way"),
  /** Procore has confirmed it. */
  DELIVERED("delivered"),
  /** It was set aside with a reason; a person has to act. */
  FAILED("failed"),
  /** It was set aside, and a person has decided to leave it at that. */
  DISCARDED("discarded");

  private final String label;

  DeliveryState(String label) {
    this.label = label;
  }

  /** What people call it, such as {@code under way}. */
  public String label() {
    return label;
  }
}
