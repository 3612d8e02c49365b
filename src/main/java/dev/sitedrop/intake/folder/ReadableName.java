package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that are not valid in this system's encoding, such as archives from another system leave
 * them behind. Java cannot say such a name again once it has become text, so the file is given the
 * name that people see for it.
 */
final class ReadableName {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final ReportedOnce REPORTS = new ReportedOnce();

  /** What stands for bytes that are no character. */
  private static final char REPLACEMENT = '\uFFFD';

  private ReadableName() {}

  /** Only its owner can give it another name: we cannot say the one it has. */
  private static Optional<Path> onAServer(Path entry) throws IOException {
    if (Listing.isThere(entry)) {
      return Optional.of(entry);
    }
    REPORTS.warn(
        entry,
        "Left alone: the name of {} on the server is no UTF-8. Rename it there",
        Shown.of(entry.toString()));
    return Optional.empty();
  }

  /** The entry, under its new name if it needed one; empty if it has to be left alone. */
  static Optional<Path> of(Path entry) throws IOException {
    String name = entry.getFileName().toString();
    if (name.indexOf(REPLACEMENT) < 0) {
      return Optional.of(entry);
    }
    if (!Listing.isLocal(entry)) {
      return onAServer(entry);
    }
    try {
      if (entry.resolveSibling(name).equals(entry)) {
        return Optional.of(entry);
      }
      Path renamed = Files.move(entry, FreeName.in(entry.getParent(), name));
      LOG.info("Renamed {}: its name was not valid", Shown.of(renamed.toString()));
      return Optional.of(renamed);
    } catch (InvalidPathException e) {
      REPORTS.warn(
          entry,
          "Left alone: the name of {} cannot be written in this system's encoding. Start SiteDrop"
              + " with LANG=C.UTF-8",
          Shown.of(entry.toString()));
      return Optional.empty();
    }
  }
}
