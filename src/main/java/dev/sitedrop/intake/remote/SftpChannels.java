package dev.sitedrop.intake.remote;

import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * The channels of an SSH connection. Files are read over channels of their own, so that questions
 * need not wait for them; both together stay below the ten channels that OpenSSH allows. A server
 * may allow fewer (OpenSSH's {@code MaxSessions}): once it has refused one, those that are open are
 * shared, for a channel can bear several requests at a time.
 */
final class SftpChannels {
  private static final int QUESTIONS = 3;

  private final ClientSession ssh;
  private final Semaphore questions = new Semaphore(QUESTIONS);
  private final Semaphore streams;

  /** How many use each open channel. */
  private final Map<SftpClient, Integer> users = new LinkedHashMap<>();

  private boolean areShared;

  /**
   * @param streams how many files are read at a time
   */
  SftpChannels(ClientSession ssh, int streams) {
    this.ssh = ssh;
    this.streams = new Semaphore(streams);
  }

  SftpClient forAQuestion() throws IOException {
    return enter(questions);
  }

  void questionEnded() {
    questions.release();
  }

  SftpClient forAStream() throws IOException {
    return enter(streams);
  }

  void streamEnded() {
    streams.release();
  }

  private SftpClient enter(Semaphore places) throws IOException {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("SiteDrop is stopping");
    }
    try {
      return channel();
    } catch (IOException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private synchronized SftpClient channel() throws IOException {
    users.keySet().removeIf(channel -> !channel.isOpen() || channel.isClosing());
    SftpClient leastUsed = leastUsed();
    if (leastUsed == null || users.get(leastUsed) > 0 && !areShared) {
      leastUsed = another(leastUsed);
    }
    users.merge(leastUsed, 1, Integer::sum);
    return leastUsed;
  }

  private SftpClient leastUsed() {
    return users.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private SftpClient another(SftpClient present) throws IOException {
    try {
      SftpClient fresh = SftpClientFactory.instance().createSftpClient(ssh);
      users.put(fresh, 0);
      return fresh;
    } catch (IOException | RuntimeException refused) {
      if (present == null || !ssh.isOpen()) {
        throw refused;
      }
      areShared = true;
      return present;
    }
  }

  /** It has answered all that this user of it had asked. */
  synchronized void giveBack(SftpClient channel) {
    users.computeIfPresent(channel, (known, before) -> before - 1);
  }

  /** Answers may be on their way: nobody shall take them for the answers to something else. */
  void discard(SftpClient channel) {
    synchronized (this) {
      users.remove(channel);
    }
    try {
      channel.close();
    } catch (IOException | RuntimeException brokenAlready) {
      // that is why
    }
  }

  /** After an answer the channel can be used again; after anything else nobody knows. */
  IOException meant(Exception failure, String path, SftpClient channel) {
    Exception said =
        failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
    if (said instanceof SftpException answer) {
      giveBack(channel);
      return meant(answer, path);
    }
    discard(channel);
    return said instanceof IOException known
        ? known
        : new IOException(
            "the server's answer cannot be understood (" + FailureText.of(said) + ")", said);
  }

  private static FileSystemException meant(SftpException answer, String path) {
    return switch (answer.getStatus()) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
          new NoSuchFileException(path);
      case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
          new AccessDeniedException(path);
      case SftpConstants.SSH_FX_FILE_ALREADY_EXISTS -> new FileAlreadyExistsException(path);
      default -> new FileSystemException(path, null, answer.getMessage());
    };
  }
}
