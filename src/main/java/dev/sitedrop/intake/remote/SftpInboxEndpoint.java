package dev.sitedrop.intake.remote;

import dev.sitedrop.intake.Parameter;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.Volume;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.camel.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A watched folder of an SFTP server. */
public class SftpInboxEndpoint extends RemoteInboxEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final int PORT = 22;

  private Path privateKey;
  private String passphrase;
  private List<KeyPair> keys = List.of();
  private boolean strictHostKeyChecking = true;
  private Path knownHosts = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");

  SftpInboxEndpoint(String uri, Component component, String source) {
    super(uri, component, source, "sftp", PORT);
  }

  @Override
  protected Volume createVolume() {
    SftpLogin login = new SftpLogin(host(), port(), user(), password(), keys);
    HostKeys hostKeys = strictHostKeyChecking ? new HostKeys(knownHosts, host(), port()) : null;
    return volume(new SftpConnector(login, hostKeys, streams()));
  }

  @Override
  protected void checkDirectory() {
    super.checkDirectory();
    if (!strictHostKeyChecking) {
      LOG.warn(
          "The source {} takes any computer for {} (strictHostKeyChecking is false): whoever is on"
              + " the way can read its password and its files",
          source(),
          Shown.of(server()));
    }
  }

  @Override
  protected void checkLogin() {
    if (privateKey != null) {
      keys = SftpLogin.keysOf(privateKey, passphrase);
    } else if (password() == null) {
      throw new IllegalArgumentException(
          "The source '" + source() + "' has no password and no privateKey; give it one of them");
    }
  }

  /** The file with the private key; empty for none. */
  public void setPrivateKey(String privateKey) {
    this.privateKey = privateKey.isBlank() ? null : Path.of(privateKey.strip());
  }

  /** What opens the private key; empty for none. */
  public void setPassphrase(String passphrase) {
    this.passphrase = passphrase.isEmpty() ? null : passphrase;
  }

  /** Whether the server must show a key that is in the file of known hosts. */
  public void setStrictHostKeyChecking(String strictHostKeyChecking) {
    this.strictHostKeyChecking = Parameter.yes("strictHostKeyChecking", strictHostKeyChecking);
  }

  /** The file of known hosts; empty for the one of this user. */
  public void setKnownHosts(String knownHosts) {
    if (!knownHosts.isBlank()) {
      this.knownHosts = Path.of(knownHosts.strip());
    }
  }
}
