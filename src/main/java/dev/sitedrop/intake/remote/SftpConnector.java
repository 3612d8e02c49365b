package dev.sitedrop.intake.remote;

import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** Logs in by SSH. Nothing of this user's own SSH settings has a part in it. */
final class SftpConnector implements RemoteServer.Connector {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration LOGIN = Duration.ofSeconds(20);

  /** How long an answer may take. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final int MISSED_HEARTBEATS = 3;

  private final SftpLogin login;
  private final HostKeys hostKeys;
  private final int streams;
  private SshClient ssh;

  /**
   * @param hostKeys null to accept any server
   * @param streams how many files are read at a time
   */
  SftpConnector(SftpLogin login, HostKeys hostKeys, int streams) {
    this.login = login;
    this.hostKeys = hostKeys;
    this.streams = streams;
  }

  @Override
  public RemoteSession connect() throws CannotConnect {
    ClientSession session = null;
    try {
      session =
          client().connect(login.user(), login.host(), login.port()).verify(CONNECT).getSession();
      for (KeyPair key : login.keys()) {
        session.addPublicKeyIdentity(key);
      }
      if (login.password() != null) {
        session.addPasswordIdentity(login.password());
      }
      session.auth().verify(LOGIN);
      return new SftpSession(session, streams);
    } catch (IOException | RuntimeException e) {
      boolean reached = session != null;
      if (reached) {
        session.close(true);
      }
      throw told(e, reached);
    }
  }

  private synchronized SshClient client() {
    if (ssh == null) {
      ssh = SshClient.setUpDefaultClient();
      ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
      ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
      ssh.setServerKeyVerifier(hostKeys == null ? AcceptAllServerKeyVerifier.INSTANCE : hostKeys);
      ssh.setUserAuthFactories(ways());
      ssh.setNioWorkers(1);
      CoreModuleProperties.IDLE_TIMEOUT.set(ssh, ANSWER);
      CoreModuleProperties.HEARTBEAT_INTERVAL.set(ssh, HEARTBEAT);
      CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(ssh, MISSED_HEARTBEATS);
      ssh.start();
    }
    return ssh;
  }

  /** Only what was configured: each further way is a failed login on the server. */
  private List<UserAuthFactory> ways() {
    List<UserAuthFactory> ways = new ArrayList<>();
    if (!login.keys().isEmpty()) {
      ways.add(UserAuthPublicKeyFactory.INSTANCE);
    }
    if (login.password() != null) {
      ways.add(UserAuthPasswordFactory.INSTANCE);
      ways.add(UserAuthKeyboardInteractiveFactory.INSTANCE);
    }
    return ways;
  }

  private CannotConnect told(Exception failure, boolean reached) {
    if (hostKeys != null && hostKeys.problem() != null) {
      return new CannotConnect(hostKeys.problem(), true);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return new CannotConnect("the host " + login.host() + " is not known", false);
      }
      if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
        return new CannotConnect("it cannot be reached (" + FailureText.of(cause) + ")", false);
      }
      if (cause instanceof TimeoutException) {
        return new CannotConnect("it does not answer", false);
      }
    }
    String message = String.valueOf(failure.getMessage());
    if (message.contains("No more authentication methods available")) {
      return new CannotConnect(
          "it refuses the login of " + login.user() + " with " + login.means(), true);
    }
    return new CannotConnect(
        (reached ? "the login ended: " : "it cannot be reached: ") + FailureText.of(failure),
        false);
  }

  @Override
  public synchronized void close() {
    if (ssh != null) {
      ssh.stop();
      ssh = null;
    }
  }
}
