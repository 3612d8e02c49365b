package dev.sitedrop.intake.sftp;

import dev.sitedrop.intake.folder.InboxEndpoint;
import dev.sitedrop.intake.folder.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Component;

/** A watched folder of an SFTP server, and how the server is reached. */
public class SftpInboxEndpoint extends InboxEndpoint {
  private static final int LARGEST_PORT = 65_535;

  private String host = "";
  private int port = 22;
  private String user = "";
  private String password = "";
  private String privateKey = "";
  private String passphrase = "";
  private String knownHosts = "";
  private boolean strictHostKeyChecking = true;
  private boolean deletes;

  SftpInboxEndpoint(String uri, Component component, String source) {
    super(uri, component, source);
  }

  @Override
  protected Volume volume() {
    require("host", host);
    require("user", user);
    if (password.isBlank() && privateKey.isBlank()) {
      throw new IllegalArgumentException("it has neither a password nor a privateKey");
    }
    if (!privateKey.isBlank() && !Files.isReadable(Path.of(privateKey))) {
      throw new IllegalArgumentException(
          "privateKey is '" + privateKey + "', and there is no file that can be read");
    }
    return new SftpVolume(
        new SftpServer(
            host.strip(),
            port,
            user.strip(),
            password,
            privateKey.isBlank() ? null : Path.of(privateKey),
            passphrase,
            knownHosts.isBlank() ? usersKnownHosts() : Path.of(knownHosts),
            strictHostKeyChecking),
        directory().strip());
  }

  private static Path usersKnownHosts() {
    return Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
  }

  private static void require(String parameter, String said) {
    if (said.isBlank()) {
      throw new IllegalArgumentException("it has no " + parameter);
    }
  }

  @Override
  protected boolean isDeleting() {
    return deletes;
  }

  /** The server's name or address. */
  public void setHost(String host) {
    if (!host.strip().matches("[\\p{Alnum}._:-]*")) {
      throw new IllegalArgumentException(
          "host is '" + host + "'; it may be a name such as sftp.example.com, or an address");
    }
    this.host = host;
  }

  /** The server's port; 22 unless said. */
  public void setPort(String port) {
    String said = port.strip();
    int number = said.matches("\\d{1,5}") ? Integer.parseInt(said) : 0;
    if (number < 1 || number > LARGEST_PORT) {
      throw new IllegalArgumentException("port is '" + port + "'; it may be 1 to " + LARGEST_PORT);
    }
    this.port = number;
  }

  /** Who logs in. */
  public void setUser(String user) {
    this.user = user;
  }

  /** The user's password; may be empty with a private key. */
  public void setPassword(String password) {
    this.password = password;
  }

  /** The path of a private key, in OpenSSH's or PEM format. */
  public void setPrivateKey(String privateKey) {
    this.privateKey = privateKey.strip();
  }

  /** What the private key is encrypted with; empty if it is not. */
  public void setPassphrase(String passphrase) {
    this.passphrase = passphrase;
  }

  /** The file of known host keys; {@code ~/.ssh/known_hosts} unless said. */
  public void setKnownHosts(String knownHosts) {
    this.knownHosts = knownHosts.strip();
  }

  /** Whether a server with an unknown or another host key is refused. */
  public void setStrictHostKeyChecking(String strictHostKeyChecking) {
    this.strictHostKeyChecking = trueOrFalse("strictHostKeyChecking", strictHostKeyChecking);
  }

  /** {@code keep} or {@code delete}: what is done with delivered files. */
  public void setDelivered(String delivered) {
    switch (delivered.strip()) {
      case "keep" -> deletes = false;
      case "delete" -> deletes = true;
      default ->
          throw new IllegalArgumentException(
              "delivered is '" + delivered + "'; it may be keep or delete");
    }
  }
}
