package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * An upload (v1.1) as Procore shows it.
 *
 * @param uuid names it
 * @param status such as {@code ready} or {@code complete}; null if it is not told
 * @param segments in the order of creation
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UploadAnswer(String uuid, String status, List<SegmentAnswer> segments) {

  /**
   * Where a segment goes.
   *
   * @param url opaque: byte for byte as given
   * @param headers that the PUT must bear, exactly
   * @param md5 of the segment, if Procore names one; else null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SegmentAnswer(String url, Map<String, String> headers, String md5) {}
}
