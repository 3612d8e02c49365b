package dev.sitedrop.intake.folder;

import dev.sitedrop.ledger.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A drop's origin in the file system where it lies.
 *
 * @param base the folder that the origin's paths are relative to
 */
record DropPlace(FolderOrigin origin, Path base) {

  /** The folder that keeps what became of it. */
  Path home(Target target) {
    return origin.inProject() && target != null ? base.resolve(target.folder()) : base;
  }

  Path absolute(String relative) {
    return base.resolve(relative);
  }

  /** The file or folder itself. */
  Path path() {
    return absolute(origin.path());
  }

  /** The name of the file or folder. */
  String name() {
    return path().getFileName().toString();
  }

  /** The subfolder below base that it lay in; empty if none. */
  String parent() {
    return base.relativize(path().getParent()).toString();
  }

  /** All its files, with those that hold its fields. */
  List<Path> files() {
    return Stream.concat(origin.files().stream(), origin.sidecars().stream())
        .map(this::absolute)
        .toList();
  }

  /** The files with fields that lie beside it; those of a folder lie within. */
  List<Path> sidecarsBeside() {
    return origin.group() ? List.of() : origin.sidecars().stream().map(this::absolute).toList();
  }
}
