package dev.sitedrop.intake.sftp;

import java.net.SocketAddress;
import java.security.PublicKey;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * Whether a server is the one it should be: its host key must be in the file of known hosts. The
 * file is never written.
 */
final class HostKeyCheck extends KnownHostsServerKeyVerifier {
  private final SftpServer server;
  private volatile String refusal;

  HostKeyCheck(SftpServer server) {
    super(RejectAllServerKeyVerifier.INSTANCE, server.knownHosts());
    this.server = server;
  }

  /** Why the last server was refused, and what to do; null if it was not. */
  String refusal() {
    return refusal;
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
    refusal = null;
    return !server.strict() || super.verifyServerKey(session, address, key);
  }

  @Override
  protected boolean acceptUnknownHostKey(
      ClientSession session, SocketAddress address, PublicKey key) {
    refusal =
        String.format(
            "the host key of %s:%d (%s) is not in %s. Ask who runs the server whether this is its"
                + " key, then: ssh-keyscan -p %d %s >> %s",
            server.host(),
            server.port(),
            KeyUtils.getFingerPrint(key),
            server.knownHosts(),
            server.port(),
            server.host(),
            server.knownHosts());
    return false;
  }

  @Override
  public boolean acceptModifiedServerKey(
      ClientSession session,
      SocketAddress address,
      KnownHostEntry entry,
      PublicKey expected,
      PublicKey actual) {
    refusal =
        String.format(
            "the host key of %s:%d has changed: it is %s now, and %s in %s. Somebody may be in"
                + " between. Ask who runs the server; only if they have changed it, remove the old"
                + " line from the file and add the new one",
            server.host(),
            server.port(),
            KeyUtils.getFingerPrint(actual),
            KeyUtils.getFingerPrint(expected),
            server.knownHosts());
    return false;
  }
}
