package dev.sitedrop.intake.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/** Of which letter a drop is, and the how manieth of its items, as the ledger keeps it. */
record LetterOrigin(UUID letter, int position) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an id and a number are always JSON", e);
    }
  }

  static LetterOrigin of(String json) {
    try {
      return JSON.readValue(json, LetterOrigin.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds an origin that is no letter's", e);
    }
  }
}
