package dev.sitedrop.intake.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.RoutesCopy;
import dev.sitedrop.Samples;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar against Debian's OpenSSH server, with keys that {@code ssh-keygen} made. */
class OpenSshIT {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  /** More than a server of OpenSSH lets do at the same time over one connection. */
  private static final int MANY = 60;

  @TempDir private Path folder;

  @Test
  void aPhotoOnAnOpenSshServerIsDelivered() throws Exception {
    assertThat(SSHD).as("Debian's package openssh-server").exists();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    int port = JarProcess.freePort();
    Process sshd = sshd(port);
    Inbox inbox = new Inbox(folder.resolve("served"));
    Files.createDirectories(inbox.path("42/images"));
    Path routes = RoutesCopy.create();
    write(routes.resolve("sources/site.camel.yaml"), source(port, inbox.path("")));
    try (JarProcess procore = JarProcess.sandbox(folder.resolve("procore"));
        JarProcess siteDrop = start(procore, routes).awaitReady()) {
      inbox.drop("42/images/Straße ü;\\ 1.jpg", Samples.bytes("crane.jpg"));
      inbox.drop("42/images/report.pdf", Samples.bytes("incident-report.pdf"));

      inbox.receipt("42/images", "Straße ü;\\ 1.jpg");
      for (int i = 0; i < MANY; i++) {
        inbox.drop("42/images/many-" + i + ".jpg", Samples.jpeg(2000, i));
      }
      assertThat(inbox.reason("42/images", "report.pdf")).contains("is no picture");
      await().atMost(Duration.ofMinutes(2)).until(() -> inbox.delivered().size() == MANY + 1);
      assertThat(siteDrop.output()).doesNotContain("the passphrase", "Waiting", "Postponed");
    } finally {
      sshd.destroy();
      sshd.waitFor();
    }
  }

  private JarProcess start(JarProcess procore, Path routes) {
    Map<String, String> variables = new TreeMap<>(JarProcess.deliveringTo(procore.port()));
    variables.put("SITEDROP_ROUTES", routes.toString());
    variables.put("SITE_PASSPHRASE", "the passphrase");
    return JarProcess.start(folder.resolve("work"), List.of(), variables);
  }

  private String source(int port, Path directory) {
    return """
        - templatedRoute:
            routeTemplateRef: sftp-source
            routeId: intake-site
            parameters:
              - {name: name, value: site}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%d"}
              - {name: directory, value: %s}
              - {name: user, value: %s}
              - {name: privateKey, value: %s/user}
              - {name: passphrase, value: "{{env:SITE_PASSPHRASE}}"}
              - {name: knownHosts, value: %s/known_hosts}
              - {name: pollDelay, value: "500"}
              - {name: settleTime, value: 1s}
              - {name: sidecarGrace, value: 1s}
        """
        .formatted(port, directory, System.getProperty("user.name"), folder, folder);
  }

  private Process sshd(int port) throws Exception {
    keygen("host", "");
    keygen("user", "the passphrase");
    Files.copy(folder.resolve("user.pub"), folder.resolve("authorized_keys"));
    String[] hostKey = Files.readString(folder.resolve("host.pub")).split(" ");
    write(
        folder.resolve("known_hosts"),
        "[127.0.0.1]:%d %s %s%n".formatted(port, hostKey[0], hostKey[1]));
    write(
        folder.resolve("sshd_config"),
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s/host
        PidFile none
        AuthorizedKeysFile %s/authorized_keys
        PasswordAuthentication no
        UsePAM no
        StrictModes no
        Subsystem sftp internal-sftp
        """
            .formatted(port, folder, folder));
    if (Files.isWritable(Path.of("/run"))) {
      Files.createDirectories(Path.of("/run/sshd")); // Debian's sshd wants it
    }
    Process sshd =
        new ProcessBuilder(
                SSHD.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(
            () -> {
              new Socket("127.0.0.1", port).close();
              return true;
            });
    return sshd;
  }

  private void keygen(String name, String passphrase) throws Exception {
    Process keygen =
        new ProcessBuilder(
                List.of(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    passphrase,
                    "-f",
                    folder.resolve(name).toString()))
            .inheritIO()
            .start();
    assertThat(keygen.waitFor()).isZero();
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }
}
