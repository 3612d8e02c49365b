package dev.sitedrop.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Delivery;

/** Procore's fields of a delivery, as intake has checked them. */
final class ResourceFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResourceFields() {}

  /** A fresh object that the caller may change. */
  static ObjectNode of(Delivery delivery) {
    return of(delivery.fields());
  }

  /**
   * @param fields as the ledger keeps them
   */
  static ObjectNode of(String fields) {
    try {
      return (ObjectNode) JSON.readTree(fields);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new IllegalStateException("the ledger holds fields that are no JSON object", e);
    }
  }
}
