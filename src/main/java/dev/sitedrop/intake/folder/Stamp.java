package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * How a file looked when it was listed: two equal stamps mean that nobody has written to it or
 * replaced it in between.
 *
 * @param size in bytes
 * @param modified last change of the bytes
 * @param key names the file whatever it is called, such as its inode; empty where there is none
 */
record Stamp(long size, Instant modified, String key) {

  /** As the file is now. */
  static Stamp of(Path file) throws IOException {
    return of(Listing.look(file));
  }

  static Stamp of(BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return new Stamp(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        key == null ? "" : key.toString());
  }
}
