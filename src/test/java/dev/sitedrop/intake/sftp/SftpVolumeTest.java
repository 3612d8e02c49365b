package dev.sitedrop.intake.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and which server is trusted. */
class SftpVolumeTest {
  @TempDir private Path folder;

  private LocalSftpServer server;
  private SftpVolume volume;

  @BeforeEach
  void start() throws IOException {
    server = new LocalSftpServer(folder.resolve("served"));
    Files.createDirectories(folder.resolve("served/inbox/42"));
  }

  @AfterEach
  void stop() {
    if (volume != null) {
      volume.close();
    }
    server.close();
  }

  private Stream<String> list(String password, Path key, String passphrase, Path known)
      throws IOException {
    volume =
        new SftpVolume(
            new SftpServer(
                "127.0.0.1",
                server.port(),
                LocalSftpServer.USER,
                password,
                key,
                passphrase,
                known,
                true),
            "/inbox");
    try (Stream<Path> found = Files.list(volume.root())) {
      return found.map(Path::toString).toList().stream();
    }
  }

  private Path known() throws IOException {
    return server.knownHosts(folder.resolve("known_hosts"));
  }

  @Test
  void aKnownServerIsListed() throws IOException {
    assertThat(list(LocalSftpServer.PASSWORD, null, "", known())).containsExactly("/inbox/42");
  }

  @Test
  void anUnknownHostKeyIsRefusedWithTheCommandThatAddsIt() throws IOException {
    Path none = Files.createFile(folder.resolve("none"));

    assertThatThrownBy(() -> list(LocalSftpServer.PASSWORD, null, "", none))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the host key of 127.0.0.1:" + server.port() + " (SHA256:")
        .hasMessageContaining("ssh-keyscan -p " + server.port() + " 127.0.0.1 >> " + none);
    assertThat(none).isEmptyFile();
  }

  @Test
  void aMissingFileOfKnownHostsIsAnUnknownHostKey() {
    assertThatThrownBy(() -> list(LocalSftpServer.PASSWORD, null, "", folder.resolve("not/there")))
        .hasMessageContaining("ssh-keyscan");
  }

  @Test
  void aChangedHostKeyIsRefused() throws IOException {
    Path known = known();
    server.changeHostKey();

    assertThatThrownBy(() -> list(LocalSftpServer.PASSWORD, null, "", known))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has changed")
        .hasMessageContaining("Somebody may be in between");
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws IOException {
    Path known = known();

    assertThatThrownBy(() -> list("wr0ng-word", null, "", known))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not let us in")
        .message()
        .doesNotContain("wr0ng-word");
  }

  @Test
  void anEncryptedPrivateKeyLogsIn() throws Exception {
    KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    server.allow(pair.getPublic());
    OpenSSHKeyEncryptionContext encrypted = new OpenSSHKeyEncryptionContext();
    encrypted.setPassword("open sesame");
    encrypted.setCipherName("AES");
    encrypted.setCipherType("256");
    Path key = folder.resolve("id");
    try (OutputStream out = Files.newOutputStream(key)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "site", encrypted, out);
    }

    assertThat(list("", key, "open sesame", known())).containsExactly("/inbox/42");
    volume.close();
    Path known = known();
    assertThatThrownBy(() -> list("", key, "wrong", known))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(key.toString());
  }

  @Test
  void aServerThatIsNotThereIsToldByName() throws IOException {
    Path known = known();
    server.close();

    assertThatThrownBy(() -> list(LocalSftpServer.PASSWORD, null, "", known))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("site@127.0.0.1:" + server.port() + " cannot be reached");
  }
}
