package dev.sitedrop.intake.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Which upload an arrival comes from, as the ledger keeps it.
 *
 * @param request names the upload
 * @param who the user that sent it; empty where nobody has to log in
 */
record WebOrigin(String request, String who) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("two texts are always JSON", e);
    }
  }

  static WebOrigin of(String json) {
    try {
      return JSON.readValue(json, WebOrigin.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds an origin that is no upload's", e);
    }
  }
}
