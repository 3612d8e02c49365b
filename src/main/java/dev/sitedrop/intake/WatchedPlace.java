package dev.sitedrop.intake;

import java.nio.file.Path;
import java.util.Optional;

/** A source's endpoint, as far as people want to know it. */
public interface WatchedPlace {
  /** What the source is called in the log, in receipts and in rules. */
  String source();

  /** What is watched, for a person: such as a folder's path. */
  String watched();

  /** The folder of this machine that is watched; empty if it is anything else. */
  default Optional<Path> folder() {
    return Optional.empty();
  }
}
