package dev.sitedrop.delivery.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.procore.ProcoreFailure.Passing;

/** Reads an answer as the record it should be. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /**
   * @throws Passing if it is another thing
   */
  static <T> T read(JsonNode json, Class<T> type) {
    try {
      T answer = json == null || !json.isObject() ? null : JSON.treeToValue(json, type);
      if (answer != null) {
        return answer;
      }
    } catch (JsonProcessingException another) {
      // said below
    }
    throw new Passing("Procore's answer to the upload cannot be understood");
  }
}
