package dev.sitedrop.intake.folder;

import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.ledger.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An origin, found again on its disk or server.
 *
 * @param base the folder that the origin's paths are relative to
 */
record Whereabouts(FolderOrigin origin, Path base) {

  /**
   * @throws SenderAway if its server cannot be reached
   */
  static Whereabouts of(String origin, Volumes volumes) throws SenderAway {
    FolderOrigin read = FolderOrigin.of(origin);
    return new Whereabouts(read, volumes.path(read.server(), read.base()));
  }

  /** The server that it lies on, or the folder of this machine. */
  String place() {
    return origin.server() == null ? base.toString() : origin.server();
  }

  /** The folder that keeps what became of it. */
  Path home(Target target) {
    return origin.inProject() && target != null ? base.resolve(target.folder()) : base;
  }

  /** The file or folder itself, where it was found. */
  Path itself() {
    return base.resolve(origin.path());
  }

  boolean isGroup() {
    return origin.group();
  }

  /** The sidecars that are moved with the file; those of a folder lie in it. */
  List<Path> sidecars() {
    return isGroup() ? List.of() : origin.sidecars().stream().map(base::resolve).toList();
  }

  /** All its files and sidecars. */
  List<Path> all() {
    return Stream.concat(origin.files().stream(), origin.sidecars().stream())
        .map(base::resolve)
        .toList();
  }

  /**
   * Where a sidecar is kept: called after the whole name of its file, so that both can be put back
   * as they are.
   *
   * @param kept where the file is
   * @param sidecar the name that it has
   */
  Path beside(Path kept, String sidecar) {
    String ending =
        sidecar.startsWith(name())
            ? sidecar.substring(name().length())
            : Sidecars.endingOf(sidecar);
    if (!ending.isEmpty()) {
      return FolderSettlement.beside(kept, ending);
    }
    String file = kept.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return kept.resolveSibling(
        FreeName.withSuffix(
            dot > 0 ? file.substring(0, dot) : file,
            sidecar.substring(Math.max(0, sidecar.lastIndexOf('.')))));
  }

  /** The name of the file or folder. */
  String name() {
    return itself().getFileName().toString();
  }

  /** The subfolder below base that it lay in; empty if none. */
  String parent() {
    return base.relativize(itself().getParent()).toString();
  }
}
