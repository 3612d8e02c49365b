package dev.sitedrop.intake;

import dev.sitedrop.intake.content.Completeness;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * One file as its source shows it: not read yet.
 *
 * @param name the plain file name as its sender wrote it: data, never a path
 * @param size in bytes, as listed
 * @param modified when the sender last changed it
 * @param content opens the bytes, from the start, each time it is asked
 */
public record IncomingFile(String name, long size, Instant modified, Content content) {

  /** Opens the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;

    /**
     * Whether they are all there, by a look at a few places.
     *
     * @param size of them all, as listed
     */
    default Completeness completeness(long size) throws IOException {
      return Completeness.of(this::open, size);
    }
  }
}
