package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;

/**
 * What the login answers.
 *
 * @param accessToken goes into the {@code Authorization} header; null if there is none that could
 * @param lifetime how long it is valid: at least a second, at most a day
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TokenAnswer(String accessToken, Duration lifetime) {
  /** Procore's own, taken where the answer does not say: it need not. */
  private static final long UNSAID_SECONDS = 5400;

  private static final ObjectMapper JSON = new ObjectMapper();

  @JsonCreator
  static TokenAnswer of(
      @JsonProperty("access_token") JsonNode accessToken,
      @JsonProperty("expires_in") JsonNode expiresIn) {
    String token = accessToken == null ? "" : accessToken.asText("");
    return new TokenAnswer(token.matches("[!-~]+") ? token : null, lifetime(expiresIn));
  }

  /** Whether an answer's body holds a token; one that is no JSON does not. */
  static boolean isIn(String body) {
    try {
      TokenAnswer answer = JSON.readValue(body, TokenAnswer.class);
      return answer != null && answer.accessToken() != null;
    } catch (JsonProcessingException noJson) {
      return false;
    }
  }

  private static Duration lifetime(JsonNode expiresIn) {
    long seconds = expiresIn == null ? 0 : expiresIn.asLong(0);
    return Duration.ofSeconds(
        seconds <= 0 ? UNSAID_SECONDS : Math.min(seconds, Duration.ofDays(1).toSeconds()));
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "TokenAnswer[valid for " + lifetime.toSeconds() + " s]";
  }
}
