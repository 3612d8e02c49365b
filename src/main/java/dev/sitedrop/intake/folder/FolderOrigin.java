package dev.sitedrop.intake.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.ledger.Target;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a drop came from, as the ledger keeps it.
 *
 * @param base the folder its paths are relative to: that of its target, or of its project
 * @param inProject whether base is the project's folder, because the target was not decided
 * @param path the file or folder
 * @param group whether it is a folder that is one accident log
 * @param files the paths of its files
 * @param sidecars the paths of its sidecars
 */
record FolderOrigin(
    String base,
    boolean inProject,
    String path,
    boolean group,
    List<String> files,
    List<String> sidecars) {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** The folder that keeps what became of it. */
  Path home(Target target) {
    return inProject && target != null ? Path.of(base).resolve(target.folder()) : Path.of(base);
  }

  Path absolute(String relative) {
    return Path.of(base).resolve(relative);
  }

  /** The name of the file or folder. */
  String name() {
    return Path.of(path).getFileName().toString();
  }

  /** The subfolder below base that it lay in; empty if none. */
  Path parent() {
    Path parent = Path.of(path).getParent();
    return parent == null ? Path.of("") : parent;
  }
}
