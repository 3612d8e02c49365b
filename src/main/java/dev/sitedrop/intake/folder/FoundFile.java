package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.content.Completeness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A regular file that was seen in the inbox.
 *
 * @param touched when anything of it changed at last, its name and its time included: what writes
 *     in place can set its time back, and not this one
 */
record FoundFile(Path path, Stamp stamp, Touched touched) {

  FoundFile(Path path, Stamp stamp) {
    this(path, stamp, Touched.of(path));
  }

  String name() {
    return path.getFileName().toString();
  }

  boolean isEmpty() {
    return stamp.size() == 0;
  }

  /** Whether it is still there as it was found. */
  boolean isUnchanged() {
    try {
      return Stamp.of(path).equals(stamp) && Touched.of(path).equals(touched);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Whether it is all there, by a look at a few places. */
  Completeness completeness() throws IOException {
    boolean isLocal = Listing.isLocal(path);
    try (SeekableByteChannel channel =
        isLocal
            ? Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))
            : Files.newByteChannel(path)) {
      return Completeness.of(channel, isLocal);
    }
  }

  IncomingFile incoming() {
    return new IncomingFile(
        name(),
        stamp.size(),
        stamp.modified(),
        new IncomingFile.Content() {
          @Override
          public InputStream open() throws IOException {
            return new UnchangedStream(FoundFile.this);
          }

          @Override
          public Completeness completeness(long size) throws IOException {
            return FoundFile.this.completeness();
          }
        });
  }
}
