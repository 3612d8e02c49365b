package dev.sitedrop.intake.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * The channels of an SSH connection. Files are read over channels of their own, so that questions
 * never wait for them; both together stay below the ten channels that OpenSSH allows.
 */
final class SftpChannels {
  private static final int QUESTIONS = 3;

  private final ClientSession ssh;
  private final Semaphore questions = new Semaphore(QUESTIONS);
  private final Semaphore streams;
  private final Queue<SftpClient> idle = new ConcurrentLinkedQueue<>();

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

  private SftpClient channel() throws IOException {
    for (SftpClient channel; (channel = idle.poll()) != null; ) {
      if (channel.isOpen() && !channel.isClosing()) {
        return channel;
      }
    }
    return SftpClientFactory.instance().createSftpClient(ssh);
  }

  /** It has answered all that it was asked. */
  void giveBack(SftpClient channel) {
    idle.add(channel);
  }

  static void discard(SftpClient channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException | RuntimeException brokenAlready) {
        // that is why
      }
    }
  }

  /** After an answer the channel can be used again; after anything else nobody knows. */
  IOException meant(Exception failure, String path, SftpClient channel) {
    Exception said =
        failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
    if (said instanceof SftpException answer) {
      idle.add(channel);
      return meant(answer, path);
    }
    discard(channel);
    return said instanceof IOException known
        ? known
        : new IOException("the server's answer cannot be understood (" + said + ")", said);
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
