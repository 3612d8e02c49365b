package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Asks for an upload (v1.1).
 *
 * @param filename the name that a downloader gets
 * @param contentType such as {@code image/jpeg}
 * @param segments in order; null for a form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UploadRequest(
    @JsonProperty("response_filename") String filename,
    @JsonProperty("response_content_type") String contentType,
    List<SegmentRequest> segments) {

  /**
   * @param size in bytes
   * @param sha256 lower-case hex
   */
  public record SegmentRequest(long size, String sha256) {}
}
