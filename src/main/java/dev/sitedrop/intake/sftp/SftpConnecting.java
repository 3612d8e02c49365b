package dev.sitedrop.intake.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** Logs in to an SFTP server. Nothing is taken from the user's own SSH settings and keys. */
final class SftpConnecting {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration LOGIN = Duration.ofSeconds(30);

  /** A connection that is dead without a word is noticed after as many unanswered heartbeats. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int UNANSWERED = 2;

  /** Servers lock out who tries a wrong password again and again. */
  private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

  private final SftpServer server;
  private final HostKeyCheck hostKeys;
  private IOException refusal;
  private long refusedAt;

  SftpConnecting(SftpServer server) {
    this.server = server;
    this.hostKeys = new HostKeyCheck(server);
  }

  SshClient client() {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setServerKeyVerifier(hostKeys);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED);
    return client;
  }

  /**
   * @throws IOException if it cannot be reached, is another one, or does not let us in; in words
   *     for a person
   */
  synchronized ClientSession session(SshClient client) throws IOException {
    if (refusal != null && System.nanoTime() - refusedAt < AFTER_A_REFUSAL.toNanos()) {
      throw refusal;
    }
    Iterable<KeyPair> keys = server.privateKey() == null ? List.of() : privateKey();
    ClientSession session;
    try {
      session =
          client.connect(server.user(), server.host(), server.port()).verify(CONNECT).getSession();
    } catch (SshException e) {
      throw new IOException(server + " cannot be reached: " + e.getMessage(), e);
    }
    try {
      if (!server.password().isEmpty()) {
        session.addPasswordIdentity(server.password());
      }
      keys.forEach(session::addPublicKeyIdentity);
      session.auth().verify(LOGIN);
      refusal = null;
      return session;
    } catch (IOException e) {
      session.close(true);
      if (hostKeys.refusal() != null) {
        throw new IOException(hostKeys.refusal(), e);
      }
      refusedAt = System.nanoTime();
      refusal =
          new IOException(
              server + " does not let us in: " + e.getMessage() + ". Check user, password and key",
              e);
      throw refusal;
    }
  }

  private Iterable<KeyPair> privateKey() throws IOException {
    try (InputStream in = Files.newInputStream(server.privateKey())) {
      return SecurityUtils.loadKeyPairIdentities(
          null,
          new PathResource(server.privateKey()),
          in,
          FilePasswordProvider.of(server.passphrase()));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the private key "
              + server.privateKey()
              + " cannot be read: "
              + e.getMessage()
              + ". Is its passphrase right?",
          e);
    }
  }
}
