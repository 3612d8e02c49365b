package dev.sitedrop.intake.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on a free port of the loopback, whose files lie in a folder of this machine. */
public final class LocalSftpServer implements AutoCloseable {
  public static final String USER = "site";
  public static final String PASSWORD = "s3cret-of-the-site";

  private final Path root;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger cutsLeft = new AtomicInteger();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile String evilName;
  private volatile PublicKey allowed;
  private KeyPair hostKey = newKey();
  private SshServer server;
  private int port;

  public LocalSftpServer(Path root) {
    this(root, 0);
  }

  /**
   * @param port 0 for a free one
   */
  public LocalSftpServer(Path root, int port) {
    this.root = root;
    this.port = port;
    start();
  }

  private static KeyPair newKey() {
    try {
      return KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void start() {
    try {
      Files.createDirectories(root);
      SftpSubsystemFactory sftp = new Sftp();
      sftp.addSftpEventListener(new Listener());
      server = SshServer.setUpDefaultServer();
      server.setHost("127.0.0.1");
      server.setPort(port);
      server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
      server.setPasswordAuthenticator(
          (user, password, session) -> {
            logins.incrementAndGet();
            return user.equals(USER) && password.equals(PASSWORD);
          });
      PublickeyAuthenticator byKey =
          (user, key, session) -> allowed != null && KeyUtils.compareKeys(key, allowed);
      server.setPublickeyAuthenticator(byKey);
      server.setSubsystemFactories(List.of(sftp));
      server.setFileSystemFactory(new VirtualFileSystemFactory(root));
      server.start();
      port = server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** How many requests came since this was asked last. */
  int requests() {
    return requests.getAndSet(0);
  }

  /** Ends the connection in the middle of as many files. */
  void cut(int times) {
    cutsLeft.set(times);
  }

  /** How many bytes of files were asked for so far. */
  long bytesRead() {
    return bytesRead.get();
  }

  int cutsLeft() {
    return cutsLeft.get();
  }

  /** Lists every file under this name. */
  void listAs(String evilName) {
    this.evilName = evilName;
  }

  /** How often a password was tried. */
  int logins() {
    return logins.get();
  }

  /** How often a file was opened. */
  int opened() {
    return opened.get();
  }

  void allow(PublicKey key) {
    allowed = key;
  }

  void changeHostKey() {
    close();
    hostKey = newKey();
    start();
  }

  /** Writes the line that {@code ssh-keyscan} would give. */
  public Path knownHosts(Path file) throws IOException {
    StringBuilder line = new StringBuilder("[127.0.0.1]:" + port + " ");
    PublicKeyEntry.appendPublicKeyEntry(line, hostKey.getPublic());
    return Files.writeString(file, line.append("\n"));
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Sftp extends SftpSubsystemFactory {
    @Override
    public Command createSubsystem(ChannelSession channel) {
      SftpSubsystem subsystem =
          new SftpSubsystem(channel, this) {
            @Override
            protected void writeDirEntry(
                int id,
                DirectoryHandle directory,
                Map<String, Path> entries,
                Buffer buffer,
                int index,
                Path file,
                String name,
                LinkOption... options)
                throws IOException {
              boolean evil = evilName != null && !name.startsWith(".");
              String shown = evil ? evilName : name;
              super.writeDirEntry(id, directory, entries, buffer, index, file, shown, options);
            }
          };
      getRegisteredListeners().forEach(subsystem::addSftpEventListener);
      return subsystem;
    }
  }

  private final class Listener implements SftpEventListener {
    @Override
    public void open(ServerSession session, String remoteHandle, Handle handle) {
      if (handle instanceof FileHandle) {
        opened.incrementAndGet();
      }
    }

    @Override
    public void received(ServerSession session, int type, int id) {
      requests.incrementAndGet();
    }

    @Override
    public void reading(
        ServerSession session,
        String handle,
        FileHandle file,
        long offset,
        byte[] data,
        int dataOffset,
        int dataLength)
        throws IOException {
      bytesRead.addAndGet(dataLength);
      if (offset > 4_000_000
          && offset < 8_000_000
          && cutsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        session.close(true);
        throw new IOException("cut");
      }
    }
  }
}
