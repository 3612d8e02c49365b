package dev.sitedrop.intake.mail.letter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many parts a mail can have at most. Each begins after a line that begins with two hyphens;
 * who parses a mail makes an object of each part before it can be asked how many there are, so a
 * small mail could fill the memory.
 */
final class BoundaryLines {
  private static final int BUFFER = 64 * 1024;

  private BoundaryLines() {}

  /** Whether there are more such lines than this; stops reading when there are. */
  static boolean areMoreThan(long most, Path message) throws IOException {
    long lines = 0;
    int hyphens = 0; // of this line, as long as nothing else is in it; -1 afterwards
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(message)) {
      for (int read; (read = in.read(buffer)) >= 0; ) {
        for (int i = 0; i < read; i++) {
          byte one = buffer[i];
          if (one == '\n' || one == '\r') {
            hyphens = 0;
          } else if (hyphens >= 0) {
            hyphens = one == '-' ? hyphens + 1 : -1;
            if (hyphens == 2) {
              hyphens = -1;
              if (++lines > most) {
                return true;
              }
            }
          }
        }
      }
    }
    return false;
  }
}
