package dev.sitedrop.intake.folder;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file's bytes, which must be those of the file that was listed: when the end is reached, it is
 * looked at again, and if it was written to or replaced meanwhile the reader gets an exception
 * instead of the end.
 */
final class UnchangedStream extends FilterInputStream {
  private final FoundFile listed;

  UnchangedStream(FoundFile listed) throws IOException {
    super(open(listed.path()));
    this.listed = listed;
  }

  /** A server knows no such option; there the look at the end finds a link instead of the file. */
  private static InputStream open(Path file) throws IOException {
    return Listing.isLocal(file)
        ? Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
        : Files.newInputStream(file);
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return checked(super.read(bytes, offset, length));
  }

  private int checked(int read) throws IOException {
    if (read < 0 && !listed.isUnchanged()) {
      throw new IOException(listed.path() + " was changed while it was read");
    }
    return read;
  }
}
