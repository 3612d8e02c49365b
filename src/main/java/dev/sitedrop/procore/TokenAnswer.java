package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the login answers.
 *
 * @param accessToken goes into the {@code Authorization} header
 * @param expiresIn in seconds
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TokenAnswer(
    @JsonProperty(value = "access_token", required = true) String accessToken,
    @JsonProperty(value = "expires_in", defaultValue = "5400") long expiresIn) {

  /** Names no secret. */
  @Override
  public String toString() {
    return "TokenAnswer[expires in " + expiresIn + " s]";
  }
}
