package dev.sitedrop.intake.sftp;

import dev.sitedrop.intake.folder.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.SftpErrorDataHandler;
import org.apache.sshd.sftp.client.SftpVersionSelector;
import org.apache.sshd.sftp.client.fs.SftpFileSystem;
import org.apache.sshd.sftp.client.fs.SftpFileSystemAutomatic;
import org.apache.sshd.sftp.client.fs.SftpFileSystemProvider;
import org.apache.sshd.sftp.client.fs.WithFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of an SFTP server. Its file system connects when it is first asked for something, and
 * again after the connection has ended, so that the paths in it hold as long as the source runs.
 */
final class SftpVolume implements Volume {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final SftpServer server;
  private final String directory;
  private SshClient client;
  private SftpFileSystem files;

  /**
   * @param directory absolute, or below the folder in which the user begins
   */
  SftpVolume(SftpServer server, String directory) {
    this.server = server;
    this.directory = directory;
  }

  @Override
  public synchronized Path root() throws IOException {
    if (files == null) {
      if (!server.strict()) {
        LOG.warn("strictHostKeyChecking is off: any computer is taken for {}", shown());
      }
      SftpConnecting connecting = new SftpConnecting(server);
      client = connecting.client();
      client.start();
      files =
          new SftpFileSystemAutomatic(
              new SftpFileSystemProvider(client),
              server.toString(),
              first -> connecting.session(client),
              SftpClientFactory.instance(),
              SftpVersionSelector.CURRENT,
              SftpErrorDataHandler.EMPTY);
    }
    return files.getPath(directory).toAbsolutePath().normalize();
  }

  /** The answer to the listing has told it already. */
  @Override
  public BasicFileAttributes look(Path entry) throws IOException {
    if (entry instanceof WithFileAttributes listed && listed.getAttributes() != null) {
      return new ListedAttributes(listed.getAttributes());
    }
    return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public String shown() {
    return "sftp://" + server + (directory.startsWith("/") ? "" : "/~/") + directory;
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close(true);
      client = null;
      files = null;
    }
  }
}
