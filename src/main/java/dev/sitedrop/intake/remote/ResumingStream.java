package dev.sitedrop.intake.remote;

import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file's bytes over a line that may break: after a break it waits for the connection and goes on
 * where it was, if the file is still the same. A large file would never come over a bad line if
 * each break began it anew.
 */
final class ResumingStream extends InputStream {
  private static final Logger LOG = LoggerFactory.getLogger(ResumingStream.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TRIES_WITHOUT_A_BYTE = 5;

  /** A connection that has just broken may not know it yet. */
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final RemotePath path;
  private final RemoteAttributes whole;
  private RemoteSession session;
  private InputStream bytes;
  private long position;
  private int tries;

  ResumingStream(RemotePath path) throws IOException {
    this.path = path;
    this.whole = path.getFileSystem().ask(now -> now.look(path.toString()));
    if (!whole.isRegularFile()) {
      throw new IOException(path + " is no file any more");
    }
    this.bytes =
        path.getFileSystem()
            .ask(
                now -> {
                  session = now;
                  return now.open(path.toString(), 0);
                });
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (true) {
      try {
        int read = bytes.read(into, offset, length);
        if (read > 0) {
          position += read;
          tries = 0;
        }
        return read;
      } catch (FileSystemException answer) {
        throw answer;
      } catch (IOException broken) {
        resume(broken);
      }
    }
  }

  private void resume(IOException broken) throws IOException {
    close();
    RemoteServer server = path.getFileSystem().server();
    for (IOException last = broken; ; ) {
      if (++tries > TRIES_WITHOUT_A_BYTE) {
        throw last;
      }
      server.awaitOther(session, A_MOMENT);
      session = server.awaitSession(PATIENCE);
      try {
        if (!session.look(path.toString()).equals(whole)) {
          throw new FileSystemException(
              path.toString(), null, "it was changed while the connection was away");
        }
        bytes = session.open(path.toString(), position);
        LOG.debug("{} goes on at byte {}", path, position);
        return;
      } catch (FileSystemException answer) {
        throw answer;
      } catch (IOException brokenAgain) {
        last = brokenAgain;
      }
    }
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      LOG.debug("{} was not closed: {}", path, FailureText.of(e));
    }
  }
}
