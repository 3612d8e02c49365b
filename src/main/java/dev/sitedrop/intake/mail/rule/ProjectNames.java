package dev.sitedrop.intake.mail.rule;

import java.io.IOException;
import java.util.Optional;

/** Finds projects by what people call them. */
@FunctionalInterface
public interface ProjectNames {
  /**
   * The id of the project of this id, number or name; empty if there is none.
   *
   * @throws dev.sitedrop.intake.RefusedDrop if several are called so
   * @throws IOException if Procore cannot be asked now
   */
  Optional<String> idOf(String said) throws IOException;
}
