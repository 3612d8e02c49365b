package dev.sitedrop.intake;

import dev.sitedrop.intake.content.Completeness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One file as its source shows it: not read yet.
 *
 * @param name the plain file name as its sender wrote it: data, never a path
 * @param size in bytes, as listed
 * @param modified when the sender last changed it
 * @param content opens the bytes, from the start, each time it is asked
 * @param isOurs whether no sender wrote it, but SiteDrop: the fields of a form or a mail
 */
public record IncomingFile(
    String name, long size, Instant modified, Content content, boolean isOurs) {

  /** A file of a sender. */
  public IncomingFile(String name, long size, Instant modified, Content content) {
    this(name, size, modified, content, false);
  }

  /**
   * What a form or a mail says of its files, as a sidecar.
   *
   * @param name for messages
   * @param json an object
   */
  public static IncomingFile ofFields(String name, String json, Instant modified) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new IncomingFile(
        name, bytes.length, modified, () -> new ByteArrayInputStream(bytes), true);
  }

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
