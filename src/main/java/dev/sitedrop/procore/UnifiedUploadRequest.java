package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sitedrop.procore.UploadRequest.SegmentRequest;
import java.util.List;

/**
 * Asks for an upload (v2.1).
 *
 * @param fileName the name that a downloader gets
 * @param fileSize in bytes
 * @param contentType such as {@code image/jpeg}
 * @param sha256 of the whole file, lower-case hex
 * @param segments the parts in order: over 5 MiB, but for the last, and up to 100 MiB
 */
public record UnifiedUploadRequest(
    @JsonProperty("file_name") String fileName,
    @JsonProperty("file_size") long fileSize,
    @JsonProperty("content_type") String contentType,
    String sha256,
    List<SegmentRequest> segments) {}
