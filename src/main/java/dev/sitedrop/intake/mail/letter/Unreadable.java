package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.RefusedDrop;

/** A mail that is not built as one. */
final class Unreadable extends RefusedDrop {
  private static final long serialVersionUID = 1L;

  Unreadable() {
    super("It is damaged: a part of it cannot be read. Send it again.");
  }
}
