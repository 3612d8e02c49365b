package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** An upload (v2.1) as Procore shows it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UnifiedUploadAnswer(Data data) {

  /**
   * @param uploadId names it
   * @param expiresAt when it is deleted unless it is associated, in Unix seconds; null if unsaid
   * @param status {@code ready}, {@code receiving}, {@code complete} or {@code available}
   * @param segments the parts, in the order of creation
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Data(
      @JsonProperty("upload_id") String uploadId,
      @JsonProperty("upload_expires_at") Long expiresAt,
      String status,
      List<Part> segments) {
    public Data {
      segments = segments == null ? List.of() : segments;
    }
  }

  /**
   * Where a part goes.
   *
   * @param url opaque: byte for byte as given; null for a part that Procore has
   * @param urlExpiresAt in Unix seconds; null if unsaid
   * @param headers that the PUT must bear, exactly
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Part(
      String url, @JsonProperty("url_expires_at") Long urlExpiresAt, Map<String, String> headers) {}
}
