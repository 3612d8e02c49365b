package dev.sitedrop.procore;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** An accident log as Procore shows it: what SiteDrop reads of it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AccidentLogAnswer(
    Long id,
    @JsonProperty("created_at") String createdAt,
    String comments,
    List<AttachmentAnswer> attachments) {

  public AccidentLogAnswer {
    attachments = attachments == null ? List.of() : attachments;
  }

  /** One file of the log. The url was seen to contain the upload's uuid. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AttachmentAnswer(Long id, String name, String filename, String url) {}
}
