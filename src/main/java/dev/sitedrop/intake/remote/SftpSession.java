package dev.sitedrop.intake.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;

/** SFTP over one SSH connection. */
final class SftpSession implements RemoteSession {
  private final ClientSession ssh;
  private final SftpChannels channels;

  /**
   * @param ssh logged in
   * @param streams how many files are read at a time
   */
  SftpSession(ClientSession ssh, int streams) {
    this.ssh = ssh;
    this.channels = new SftpChannels(ssh, streams);
  }

  private interface Question<T> {
    T ask(SftpClient channel) throws IOException;
  }

  private interface Command {
    void tell(SftpClient channel) throws IOException;
  }

  private <T> T ask(String path, Question<T> question) throws IOException {
    SftpClient channel = channels.forAQuestion();
    try {
      T answer = question.ask(channel);
      channels.giveBack(channel);
      return answer;
    } catch (IOException | RuntimeException e) {
      throw channels.meant(e, path, channel);
    } finally {
      channels.questionEnded();
    }
  }

  private void tell(String path, Command command) throws IOException {
    ask(
        path,
        channel -> {
          command.tell(channel);
          return null;
        });
  }

  @Override
  public String home() throws IOException {
    return ask(".", channel -> channel.canonicalPath("."));
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    return ask(folder, channel -> new SftpListing(channel, folder).entries());
  }

  @Override
  public RemoteAttributes look(String path) throws IOException {
    return ask(path, channel -> SftpListing.look(channel, path));
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    SftpClient channel = channels.forAStream();
    try {
      InputStream bytes = channel.read(path);
      bytes.skipNBytes(offset);
      return new Bytes(bytes, channel);
    } catch (IOException | RuntimeException e) {
      channels.streamEnded();
      throw channels.meant(e, path, channel);
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
          channels.giveBack(used);
        } else {
          channels.discard(used);
        }
      } finally {
        channels.streamEnded();
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
