package dev.sitedrop.ledger;

/**
 * Another attempt has taken the delivery over, perhaps in another process. Whoever meets this has
 * written nothing, and does nothing more with the delivery.
 */
public class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLost(Lease lease) {
    super("another attempt goes on with delivery " + lease.deliveryId());
  }
}
