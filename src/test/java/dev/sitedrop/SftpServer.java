package dev.sitedrop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server on a folder, with faults that can be switched on. */
public final class SftpServer implements AutoCloseable {
  public static final String USER = "ann";
  public static final String PASSWORD = "canary p&a)s%s+w{o}rd";

  private final Path folder;
  private final int port;
  private final String password;
  private final Set<PublicKey> authorized = new CopyOnWriteArraySet<>();
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile boolean readOnly;
  private volatile boolean renames = true;
  private volatile boolean full;
  private volatile String evilName;
  private volatile String unreadable;
  private volatile Consumer<Map<String, Object>> listedAs = attributes -> {};
  private volatile Consumer<Map<String, Object>> lookedAtAs = attributes -> {};
  private volatile String longName;
  private KeyPair hostKey = newKey();
  private SshServer server;

  public SftpServer(Path folder) {
    this(folder, 0, PASSWORD);
  }

  /**
   * @param port 0 for a free one, which stays the same when it is started again
   */
  public SftpServer(Path folder, int port, String password) {
    this.folder = folder;
    this.port = port == 0 ? freePort() : port;
    this.password = password;
    start();
  }

  public void start() {
    try {
      SftpSubsystemFactory sftp = new Sftp();
      sftp.addSftpEventListener(new Faults());
      server = SshServer.setUpDefaultServer();
      server.setHost("127.0.0.1");
      server.setPort(port);
      server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
      server.setPasswordAuthenticator(
          (user, tried, session) -> {
            logins.incrementAndGet();
            return user.equals(USER) && tried.equals(password);
          });
      server.setPublickeyAuthenticator(
          (user, key, session) ->
              authorized.stream().anyMatch(known -> KeyUtils.compareKeys(known, key)));
      server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
      server.setSubsystemFactories(List.of(sftp));
      SftpModuleProperties.SFTP_VERSION.set(server, 3); // as OpenSSH
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every connection at once. */
  public void stop() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  public int port() {
    return port;
  }

  /** As the ledger and the log name it. */
  public String name() {
    return "sftp://" + USER + "@127.0.0.1:" + port;
  }

  public Path path(String relative) {
    return folder.resolve(relative);
  }

  public Path put(String relative, byte[] content) throws IOException {
    Path file = folder.resolve(relative);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /** Writes the key of this server into a file of known hosts. */
  public Path knownHosts(Path file) throws IOException {
    return knownHosts(file, port);
  }

  /** As it is seen through another port. */
  public Path knownHosts(Path file, int seenAt) throws IOException {
    return Files.writeString(
        file, "[127.0.0.1]:" + seenAt + " " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n");
  }

  public void changeHostKey() {
    hostKey = newKey();
  }

  public void authorize(PublicKey key) {
    authorized.add(key);
  }

  public void setReadOnly(boolean readOnly) {
    this.readOnly = readOnly;
  }

  /** Whether files and folders may be renamed; all else may be done. */
  public void setRenames(boolean renames) {
    this.renames = renames;
  }

  /** Whether its user's quota is used up: nothing can be written, but files can be made. */
  public void setFull(boolean full) {
    this.full = full;
  }

  /** Refuses to open files of this name. */
  public void setUnreadable(String unreadable) {
    this.unreadable = unreadable;
  }

  /** Lists every entry under this name. */
  public void setEvilName(String evilName) {
    this.evilName = evilName;
  }

  /**
   * What its listings, and its answers to a look at one file, say of a file: changes the
   * attributes, named as {@link java.nio.file.Files#readAttributes(Path, String, LinkOption...)}
   * names them.
   */
  public void setAttributes(
      Consumer<Map<String, Object>> listedAs, Consumer<Map<String, Object>> lookedAtAs) {
    this.listedAs = listedAs;
    this.lookedAtAs = lookedAtAs;
  }

  /** Lists every entry with these words where others write the line of {@code ls -l}. */
  public void setLongName(String longName) {
    this.longName = longName;
  }

  /** How often a password was tried. */
  public int logins() {
    return logins.get();
  }

  /** How many files were opened. */
  public int opened() {
    return looks.get();
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Sftp extends SftpSubsystemFactory {
    @Override
    public Command createSubsystem(ChannelSession channel) {
      SftpSubsystem subsystem =
          new SftpSubsystem(channel, this) {
            private boolean isListing;

            @Override
            protected void writeAttrs(Buffer buffer, Map<String, ?> attributes) {
              Map<String, Object> said = new TreeMap<>(attributes);
              (isListing ? listedAs : lookedAtAs).accept(said);
              write(said, buffer);
            }

            @Override
            protected String getLongName(
                Path file, String shortName, boolean sendAttrs, LinkOption... options)
                throws IOException {
              return longName == null
                  ? super.getLongName(file, shortName, sendAttrs, options)
                  : longName;
            }

            @Override
            protected void writeDirEntry(
                int id,
                DirectoryHandle handle,
                Map<String, Path> entries,
                Buffer buffer,
                int index,
                Path file,
                String name,
                LinkOption... options)
                throws IOException {
              boolean evil = evilName != null && !name.startsWith(".");
              isListing = true;
              super.writeDirEntry(
                  id, handle, entries, buffer, index, file, evil ? evilName : name, options);
              isListing = false;
            }
          };
      getRegisteredListeners().forEach(subsystem::addSftpEventListener);
      return subsystem;
    }
  }

  /** By version 3 of the protocol; the library itself leaves out no attribute alone. */
  private static void write(Map<String, Object> said, Buffer buffer) {
    Object permissions = said.get("permissions");
    FileTime modified = (FileTime) said.get("lastModifiedTime");
    Long size = (Long) said.get("size");
    buffer.putUInt(
        (size == null ? 0 : SftpConstants.SSH_FILEXFER_ATTR_SIZE)
            | (permissions == null ? 0 : SftpConstants.SSH_FILEXFER_ATTR_PERMISSIONS)
            | (modified == null ? 0 : SftpConstants.SSH_FILEXFER_ATTR_ACMODTIME));
    if (size != null) {
      buffer.putLong(size);
    }
    if (permissions != null) {
      int type =
          Boolean.TRUE.equals(said.get("isSymbolicLink"))
              ? SftpConstants.S_IFLNK
              : Boolean.TRUE.equals(said.get("isDirectory"))
                  ? SftpConstants.S_IFDIR
                  : Boolean.TRUE.equals(said.get("isRegularFile")) ? SftpConstants.S_IFREG : 0;
      buffer.putUInt(type | 0755);
    }
    if (modified != null) {
      buffer.putUInt(modified.to(TimeUnit.SECONDS));
      buffer.putUInt(modified.to(TimeUnit.SECONDS));
    }
  }

  private final class Faults implements SftpEventListener {
    private void refuse(Path path) throws IOException {
      if (readOnly) {
        throw new AccessDeniedException(path.toString());
      }
    }

    @Override
    public void opening(
        ServerSession session, String name, org.apache.sshd.sftp.server.Handle handle)
        throws IOException {
      if (handle.getFile().getFileName().toString().equals(unreadable)) {
        throw new AccessDeniedException(name);
      }
    }

    @Override
    public void open(
        ServerSession session, String name, org.apache.sshd.sftp.server.Handle handle) {
      if (!(handle instanceof DirectoryHandle)) {
        looks.incrementAndGet();
      }
    }

    @Override
    public void creating(ServerSession session, Path path, Map<String, ?> attributes)
        throws IOException {
      refuse(path);
    }

    @Override
    public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
        throws IOException {
      refuse(from);
      if (!renames) {
        throw new AccessDeniedException(from.toString());
      }
    }

    @Override
    public void writing(
        ServerSession session,
        String name,
        FileHandle handle,
        long offset,
        byte[] data,
        int dataOffset,
        int length)
        throws IOException {
      if (full) {
        throw new IOException("Disk quota exceeded");
      }
    }

    @Override
    public void removing(ServerSession session, Path path, boolean isDirectory) throws IOException {
      refuse(path);
    }
  }
}
