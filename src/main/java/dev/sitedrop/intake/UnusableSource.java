package dev.sitedrop.intake;

import java.nio.file.Path;

/** A file in {@code routes/sources} holds a mistake. */
public class UnusableSource extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableSource(Path file, String reason) {
    super("The source file " + file + " cannot be used: " + reason);
  }
}
