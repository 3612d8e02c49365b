package dev.sitedrop.intake.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * SFTP over one SSH connection. Files are read over channels of their own, so that questions never
 * wait for them; both together stay below the ten channels that OpenSSH allows.
 */
final class SftpSession implements RemoteSession {
  private static final int QUESTIONS = 3;

  /** Listings are held in memory, and a server could go on listing for ever. */
  private static final int MOST_ENTRIES = 500_000;

  private final ClientSession ssh;
  private final Semaphore questions = new Semaphore(QUESTIONS);
  private final Semaphore streams;
  private final Queue<SftpClient> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param ssh logged in
   * @param streams how many files are read at a time
   */
  SftpSession(ClientSession ssh, int streams) {
    this.ssh = ssh;
    this.streams = new Semaphore(streams);
  }

  private interface Question<T> {
    T ask(SftpClient channel) throws IOException;
  }

  private interface Command {
    void tell(SftpClient channel) throws IOException;
  }

  private <T> T ask(String path, Question<T> question) throws IOException {
    enter(questions);
    SftpClient channel = null;
    try {
      channel = channel();
      T answer = question.ask(channel);
      idle.add(channel);
      return answer;
    } catch (IOException | RuntimeException e) {
      throw meant(e, path, channel);
    } finally {
      questions.release();
    }
  }

  /** After an answer the channel can be used again; after anything else nobody knows. */
  private IOException meant(Exception failure, String path, SftpClient channel) {
    Exception said =
        failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
    if (said instanceof SftpException answer && channel != null) {
      idle.add(channel);
      return meant(answer, path);
    }
    discard(channel);
    return said instanceof IOException known
        ? known
        : new IOException("the server's answer cannot be understood (" + said + ")", said);
  }

  private void tell(String path, Command command) throws IOException {
    ask(
        path,
        channel -> {
          command.tell(channel);
          return null;
        });
  }

  private static void enter(Semaphore places) throws InterruptedIOException {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("SiteDrop is stopping");
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

  private static void discard(SftpClient channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException | RuntimeException brokenAlready) {
        // that is why
      }
    }
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

  @Override
  public String home() throws IOException {
    return ask(".", channel -> channel.canonicalPath("."));
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    return ask(
        folder,
        channel -> {
          List<Entry> entries = new ArrayList<>();
          try (CloseableHandle handle = channel.openDir(folder)) {
            for (DirEntry entry : channel.listDir(handle)) {
              String name = entry.getFilename();
              if (!name.equals(".") && !name.equals("..")) {
                entries.add(new Entry(name, attributes(entry.getAttributes())));
                if (entries.size() > MOST_ENTRIES) {
                  throw new IOException(folder + " holds more than " + MOST_ENTRIES + " files");
                }
              }
            }
          }
          return entries;
        });
  }

  @Override
  public RemoteAttributes look(String path) throws IOException {
    return attributes(ask(path, channel -> channel.lstat(path)));
  }

  private static RemoteAttributes attributes(Attributes said) {
    RemoteAttributes.Kind kind =
        said.isSymbolicLink()
            ? RemoteAttributes.Kind.LINK
            : said.isDirectory()
                ? RemoteAttributes.Kind.FOLDER
                : said.isRegularFile() ? RemoteAttributes.Kind.FILE : RemoteAttributes.Kind.OTHER;
    return new RemoteAttributes(kind, said.getSize(), said.getModifyTime());
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    enter(streams);
    SftpClient channel = null;
    try {
      channel = channel();
      InputStream bytes = channel.read(path);
      bytes.skipNBytes(offset);
      return new Bytes(bytes, channel);
    } catch (IOException | RuntimeException e) {
      streams.release();
      throw meant(e, path, channel);
    }
  }

  /** Gives its channel back when it was read to its end; otherwise answers may be on their way. */
  private final class Bytes extends FilterInputStream {
    private SftpClient channel;
    private boolean atEnd;

    Bytes(InputStream bytes, SftpClient channel) {
      super(bytes);
      this.channel = channel;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      atEnd = read < 0;
      return read;
    }

    @Override
    public void close() throws IOException {
      if (channel == null) {
        return;
      }
      SftpClient used = channel;
      channel = null;
      try {
        if (atEnd) {
          super.close();
          idle.add(used);
        } else {
          discard(used);
        }
      } finally {
        streams.release();
      }
    }
  }

  @Override
  public int read(String path, long offset, ByteBuffer into) throws IOException {
    return ask(
        path,
        channel -> {
          byte[] bytes = new byte[into.remaining()];
          try (CloseableHandle handle = channel.open(path, OpenMode.Read)) {
            int read = channel.read(handle, offset, bytes, 0, bytes.length);
            into.put(bytes, 0, Math.max(0, read));
            return read;
          }
        });
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    tell(
        path,
        channel -> {
          try (OutputStream out = channel.write(path)) {
            out.write(content);
          }
        });
  }

  @Override
  public void rename(String from, String to) throws IOException {
    tell(from, channel -> channel.rename(from, to));
  }

  @Override
  public void makeFolder(String path) throws IOException {
    tell(path, channel -> channel.mkdir(path));
  }

  @Override
  public void deleteFile(String path) throws IOException {
    tell(path, channel -> channel.remove(path));
  }

  @Override
  public void deleteFolder(String path) throws IOException {
    tell(path, channel -> channel.rmdir(path));
  }

  @Override
  public boolean isOpen() {
    return ssh.isOpen() && !ssh.isClosing();
  }

  @Override
  public void close() {
    ssh.close(false);
  }
}
