package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An image as Procore shows it: what SiteDrop reads of it.
 *
 * @param createdAt as Procore writes it, an ISO instant
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ImageAnswer(
    Long id,
    String url,
    String filename,
    Long size,
    @JsonProperty("created_at") String createdAt) {}
