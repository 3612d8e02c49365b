package dev.sitedrop.intake.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Samples;
import dev.sitedrop.SftpServer;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import dev.sitedrop.needs.Programs;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of an FTPS server, asked of one that insists on continued TLS sessions. */
@Needs(Need.PROFTPD)
class ProFtpdIT {
  private static final Path MODULES = Path.of("/usr/lib/proftpd");
  private static final String PASSWORD = "canary";

  @TempDir private Path folder;

  private final int port = SftpServer.freePort();
  private Process server;
  private RemoteServer volume;
  private RemoteSession session;
  private String home;

  @BeforeEach
  void connect() throws Exception {
    Files.createDirectories(folder.resolve("home"));
    makeCertificate();
    Files.writeString(
        folder.resolve("users"),
        "ann:" + crypted(PASSWORD) + ":0:0::" + folder.resolve("home") + ":/bin/sh\n");
    Files.setPosixFilePermissions(
        folder.resolve("users"), PosixFilePermissions.fromString("rw-------"));
    start();

    FtpsInboxEndpoint endpoint =
        (FtpsInboxEndpoint)
            new DefaultCamelContext()
                .getEndpoint(
                    "ftps-inbox:x?host=127.0.0.1&user=ann&directory=.&password="
                        + PASSWORD
                        + "&port="
                        + port
                        + "&certificate=RAW("
                        + folder.resolve("cert.pem")
                        + ")");
    endpoint.checkLogin();
    volume = (RemoteServer) endpoint.createVolume();
    home = volume.folder().toString();
    session = volume.session();
  }

  private void makeCertificate() throws Exception {
    Path keys = folder.resolve("keys.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair -alias x -keyalg RSA -dname CN=127.0.0.1 -ext san=ip:127.0.0.1"
            + " -storepass changeit -keystore "
            + keys);
    KeyStore store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
    write("cert.pem", "CERTIFICATE", store.getCertificate("x").getEncoded());
    write("key.pem", "PRIVATE KEY", store.getKey("x", "changeit".toCharArray()).getEncoded());
  }

  private void write(String name, String what, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder().encodeToString(content);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    Files.setPosixFilePermissions(
        folder.resolve(name), PosixFilePermissions.fromString("rw-------"));
  }

  private static String crypted(String password) throws Exception {
    return run("openssl", "passwd -5 " + password).strip();
  }

  private static String run(String program, String arguments) throws Exception {
    Process process =
        new ProcessBuilder((program + " " + arguments).split(" "))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(arguments).isZero();
    return output;
  }

  private void start() throws Exception {
    Files.writeString(
        folder.resolve("conf"),
        """
        ServerType standalone
        DefaultAddress 127.0.0.1
        Port %1$d
        UseIPv6 off
        User root
        Group root
        PidFile %2$s/pid
        ScoreboardFile %2$s/scores
        DelayTable none
        SystemLog %2$s/log
        ModulePath %3$s
        LoadModule mod_tls.c
        AuthUserFile %2$s/users
        AuthOrder mod_auth_file.c
        RootLogin on
        RequireValidShell off
        DefaultRoot ~
        AllowOverwrite on
        AllowRetrieveRestart on
        TLSEngine on
        TLSRequired on
        TLSRSACertificateFile %2$s/cert.pem
        TLSRSACertificateKeyFile %2$s/key.pem
        """
            .formatted(port, folder, MODULES));
    server =
        new ProcessBuilder(
                Programs.path("proftpd").toString(), "-n", "-c", folder.resolve("conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
              }
            });
  }

  @AfterEach
  void stop() throws Exception {
    if (volume != null) {
      volume.close();
    }
    if (server != null) {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void filesAreListedReadFromAnywhereRenamedAndDeleted() throws Exception {
    byte[] content = Samples.jpeg(3_000_000, 1);
    Files.write(folder.resolve("home/a b.jpg"), content);

    for (int i = 0; i < 5; i++) {
      assertThat(session.list(home))
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.name()).isEqualTo("a b.jpg");
                assertThat(entry.attributes().size()).isEqualTo(content.length);
                assertThat(entry.attributes().isRegularFile()).isTrue();
              });
    }
    try (InputStream all = session.open(home + "/a b.jpg", 0);
        InputStream rest = session.open(home + "/a b.jpg", 2_000_000)) {
      assertThat(all.readAllBytes()).isEqualTo(content);
      assertThat(rest.readAllBytes()).hasSize(1_000_000);
    }
    session.makeFolder(home + "/ä");
    session.write(home + "/ä/receipt", "text".getBytes());
    session.rename(home + "/a b.jpg", home + "/ä/b.jpg");
    assertThat(folder.resolve("home/ä/b.jpg")).hasBinaryContent(content);
    assertThat(folder.resolve("home/ä/receipt")).hasContent("text");
    session.deleteFile(home + "/ä/b.jpg");
    session.deleteFile(home + "/ä/receipt");
    session.deleteFolder(home + "/ä");
    assertThat(folder.resolve("home")).isEmptyDirectory();
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void whatIsNotThereIsTold() {
    String none = home + "/none";

    assertThatThrownBy(() -> session.look(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> session.list(none)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> session.open(none, 0)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> session.rename(none, none + "2"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> session.deleteFile(none)).isInstanceOf(NoSuchFileException.class);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void aNameThatWouldBeASecondCommandIsNeverSaid() throws Exception {
    Files.writeString(folder.resolve("home/victim"), "x");

    assertThatThrownBy(() -> session.look(home + "/x\r\nDELE " + home + "/victim"))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("FTP cannot say this name");
    assertThat(folder.resolve("home/victim")).exists();
  }
}
