package dev.sitedrop.ledger;

/**
 * Where this copy leaves bytes, and finds them.
 *
 * @param id the same for all copies that see the same bytes, and for no others
 * @param place as people know it
 */
public record OwnSpool(String id, String place) {
  public OwnSpool {
    if (!id.matches("[A-Za-z0-9:/._-]{1,300}")) {
      throw new IllegalArgumentException("no id of a spool: " + id);
    }
  }
}
