package dev.sitedrop.intake.sftp;

import java.nio.file.Path;

/**
 * How an SFTP server is reached. It holds secrets, so it has no text of its own.
 *
 * @param privateKey null for none
 * @param passphrase empty for none
 * @param strict whether only a host key of {@code knownHosts} will do
 */
record SftpServer(
    String host,
    int port,
    String user,
    String password,
    Path privateKey,
    String passphrase,
    Path knownHosts,
    boolean strict) {

  /** For people: user, host and port. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
