package dev.sitedrop.intake.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * Where a drop came from, as the ledger keeps it.
 *
 * @param server that it lies on, as its volume is named; null for this machine's disk
 * @param deletes whether it is deleted there when it is delivered
 * @param base the folder its paths are relative to: that of its target, or of its project
 * @param inProject whether base is the project's folder, because the target was not decided
 * @param path the file or folder
 * @param group whether it is a folder that is one accident log
 * @param files the paths of its files
 * @param sidecars the paths of its sidecars, and of what else stays with it
 * @param beside the names of those that are not sent in any way
 * @param handedIn true if a route of one's own put it there, and nobody watches the folder
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FolderOrigin(
    String server,
    boolean deletes,
    String base,
    boolean inProject,
    String path,
    boolean group,
    List<String> files,
    List<String> sidecars,
    List<String> beside,
    Boolean handedIn) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A reason in words that fit: a route of one's own knows of no folders. */
  String told(String reason) {
    return Boolean.TRUE.equals(handedIn)
        ? reason
            .replaceFirst(
                "It lies in no project's folder\\. Put it into .*",
                "It is not said which project it is for. Set the header SiteDropProject, or the"
                    + " parameter project.")
            .replace("Name the folder by Procore's project id", "Set SiteDropProject to its id")
            .replace("put it into accident_logs", "hand it in with the target accident_logs")
            .replace("then put it back", "then hand it in again")
        : reason;
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts is always JSON", e);
    }
  }

  static FolderOrigin of(String json) {
    try {
      return JSON.readValue(json, FolderOrigin.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds an origin that is no folder's", e);
    }
  }
}
