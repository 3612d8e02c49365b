package dev.sitedrop.intake.folder;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * A path that came out of a listing which told more than names: asking the server again for each
 * file would cost a round trip.
 */
public interface Listed {
  /** As listed; links are not followed. */
  BasicFileAttributes listed();

  /** What the same listing said of another name. */
  Optional<BasicFileAttributes> sibling(String name);

  /** All names of the same listing. */
  Set<String> siblings();
}
