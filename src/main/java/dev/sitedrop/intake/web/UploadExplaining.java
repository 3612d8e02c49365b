package dev.sitedrop.intake.web;

import dev.sitedrop.intake.Explaining;
import dev.sitedrop.intake.Explanation;
import dev.sitedrop.intake.Explanation.FileSeen;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.LeftAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells what would become of files if they were sent by the command line. */
@Component
public class UploadExplaining {
  private final Door door;
  private final Explaining explaining;
  private final LeftAlone leftAlone;

  UploadExplaining(Door door, Explaining explaining, FolderSettings names) {
    this.leftAlone = new LeftAlone(names);
    this.door = door;
    this.explaining = explaining;
  }

  /**
   * @param sidecar null for none
   * @param said the fields of the form
   */
  public Explanation explain(List<Path> files, Path sidecar, Map<String, List<String>> said)
      throws IOException {
    List<IncomingFile> incoming = new ArrayList<>();
    for (Path file : files) {
      incoming.add(incoming(file));
    }
    List<IncomingFile> sidecars = sidecar == null ? List.of() : List.of(incoming(sidecar));
    try {
      return explaining.explain(
          door.drop(Form.of(said, incoming, sidecars, leftAlone), "cli", new WebOrigin("", "")));
    } catch (NotTaken refused) {
      return new Explanation(
          "cli",
          incoming.isEmpty() ? "accident" : incoming.get(0).name(),
          "",
          null,
          null,
          null,
          incoming.stream()
              .map(one -> new FileSeen(one.name(), one.size(), null, null, null))
              .toList(),
          null,
          refused.getMessage(),
          null);
    }
  }

  private static IncomingFile incoming(Path file) throws IOException {
    return new IncomingFile(
        file.getFileName().toString(),
        Files.size(file),
        Files.getLastModifiedTime(file).toInstant(),
        () -> Files.newInputStream(file));
  }
}
