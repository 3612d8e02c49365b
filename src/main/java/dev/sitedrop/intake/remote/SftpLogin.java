package dev.sitedrop.intake.remote;

import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Where and as whom to log in.
 *
 * @param password null if there is none
 * @param keys of the private key file; empty if there is none
 */
record SftpLogin(String host, int port, String user, String password, List<KeyPair> keys) {

  /**
   * Reads a private key in OpenSSH's or the PEM format.
   *
   * @param passphrase null if it has none
   * @throws IllegalArgumentException that says what is wrong, without the passphrase
   */
  static List<KeyPair> keysOf(Path file, String passphrase) {
    String what = "privateKey is '" + file + "'";
    FilePasswordProvider secret =
        passphrase == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase);
    List<KeyPair> keys = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> found =
          SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, secret);
      if (found != null) {
        found.forEach(keys::add);
      }
    } catch (GeneralSecurityException | RuntimeException wrong) {
      // the message of the library may hold anything
      throw new IllegalArgumentException(
          what
              + (passphrase == null
                  ? ", which needs a passphrase or holds no private key"
                  : ", which its passphrase does not open, or which holds no private key"));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          what + ", which cannot be read (" + FailureText.kind(e) + ")");
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          what + ", which holds no private key that can be read; OpenSSH's and PEM formats can");
    }
    return keys;
  }

  /** What was tried, for a message. */
  String means() {
    return keys.isEmpty()
        ? "its password"
        : password == null ? "its private key" : "its private key and its password";
  }

  /** Never with its secrets. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
