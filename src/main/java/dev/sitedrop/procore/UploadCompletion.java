package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Tells Procore that every segment is stored, in the order of creation. */
public record UploadCompletion(List<StoredSegment> segments) {
  /**
   * A segment as storage has it. Procore's guide sends the ETag alone, its OpenAPI text requires
   * size and SHA-256 as well.
   *
   * @param etag that storage answered, without quotes and without {@code W/}
   * @param size in bytes
   * @param sha256 lower-case hex
   * @param md5 as Procore named it when it created the upload; null if it named none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StoredSegment(String etag, long size, String sha256, String md5) {}
}
