package dev.sitedrop.intake.remote;

import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Accepts the host keys of a {@code known_hosts} file and no other, and says what to do. */
final class HostKeys extends KnownHostsServerKeyVerifier {
  private final Path file;
  private final String host;
  private final int port;
  private volatile String problem;

  HostKeys(Path file, String host, int port) {
    super(RejectAllServerKeyVerifier.INSTANCE, file);
    this.file = file;
    this.host = host;
    this.port = port;
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
    problem = null;
    boolean accepted = super.verifyServerKey(session, address, key);
    if (!accepted && problem == null) {
      problem = "its host key " + told(key) + " is not accepted by " + file;
    }
    return accepted;
  }

  @Override
  protected boolean acceptUnknownHostKey(
      ClientSession session, SocketAddress address, PublicKey key) {
    problem =
        String.format(
            "its host key %s is not in %s%s. Ask the server's administrator whether this is its"
                + " key; if so, add it: ssh-keyscan -p %d %s >> %s",
            told(key),
            file,
            Files.exists(file) ? "" : " (there is no such file)",
            port,
            host,
            file);
    return false;
  }

  @Override
  public boolean acceptModifiedServerKey(
      ClientSession session,
      SocketAddress address,
      KnownHostEntry entry,
      PublicKey expected,
      PublicKey key) {
    problem =
        String.format(
            "its host key has changed: it is %s now, and %s says %s. Another computer may pretend to"
                + " be this server. Ask its administrator; if the new key is right, forget the old"
                + " one (ssh-keygen -R '%s' -f %s) and add it: ssh-keyscan -p %d %s >> %s",
            told(key),
            file,
            told(expected),
            port == 22 ? host : "[" + host + "]:" + port,
            file,
            port,
            host,
            file);
    return false;
  }

  private static String told(PublicKey key) {
    return KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
  }

  /** Why the last key was not accepted; null if it was. */
  String problem() {
    return problem;
  }
}
