package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file on a server. When the connection is lost in the middle, the file is opened
 * again and read on from there, as long as each connection brings something. Whether it was changed
 * in between is its reader's business.
 */
final class ResumingStream extends InputStream {
  private final Path file;
  private InputStream in;
  private long position;
  private long resumedAt = -1;

  ResumingStream(Path file) throws IOException {
    this.file = file;
    this.in = Files.newInputStream(file, StandardOpenOption.READ);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      try {
        int read = in.read(bytes, offset, length);
        position += Math.max(0, read);
        return read;
      } catch (FileSystemException answer) {
        throw answer;
      } catch (IOException lost) {
        resume(lost);
      }
    }
  }

  private void resume(IOException lost) throws IOException {
    if (position == resumedAt) {
      throw lost;
    }
    resumedAt = position;
    try {
      in.close();
    } catch (IOException isLostAsWell) {
      // that is why it is opened again
    }
    SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ);
    in = Channels.newInputStream(channel.position(position));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
