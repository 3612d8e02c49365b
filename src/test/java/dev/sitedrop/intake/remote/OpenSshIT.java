package dev.sitedrop.intake.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Samples;
import dev.sitedrop.SftpServer;
import dev.sitedrop.intake.Destinations;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import dev.sitedrop.needs.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The component against OpenSSH, run as an ordinary process with a configuration of its own. */
@ExtendWith(OutputCaptureExtension.class)
@Needs(Need.OPENSSH)
class OpenSshIT {
  private static final String USER = System.getProperty("user.name");

  @TempDir private Path folder;

  private final int port = SftpServer.freePort();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Queue<IncomingDrop> handedIn = new ConcurrentLinkedQueue<>();
  private Process server;
  private Path in;

  @BeforeEach
  void serve() throws Exception {
    in = Files.createDirectories(folder.resolve("in"));
    key("host_ed25519", "ed25519", "");
    key("user_key", "ed25519", "");
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        Port %1$d
        ListenAddress 127.0.0.1
        HostKey %2$s/host_ed25519
        AuthorizedKeysFile %2$s/authorized
        PidFile none
        UsePAM no
        StrictModes no
        PermitRootLogin yes
        PasswordAuthentication no
        Subsystem sftp internal-sftp
        """
            .formatted(port, folder));
    authorize("user_key");
    knownHosts("host_ed25519");
    start();
  }

  /**
   * @param before what starts it, and takes away some of its rights
   */
  private void start(String... before) throws Exception {
    if (USER.equals("root")) {
      Files.createDirectories(Path.of("/run/sshd")); // where sshd of root separates privileges
    }
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(
        List.of(
            Programs.path("sshd").toString(),
            "-D",
            "-e",
            "-f",
            folder.resolve("sshd_config").toString()));
    server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
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
    camel.stop();
    end();
  }

  /** With the processes of its sessions. */
  private void end() throws InterruptedException {
    if (server != null) {
      List<ProcessHandle> sessions = server.descendants().toList();
      server.destroyForcibly().waitFor();
      sessions.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void key(String name, String type, String passphrase) throws Exception {
    run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", folder.resolve(name).toString());
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
  }

  private void authorize(String name) throws IOException {
    Files.copy(
        folder.resolve(name + ".pub"),
        folder.resolve("authorized"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private void knownHosts(String... names) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      lines.add("[127.0.0.1]:" + port + " " + Files.readString(folder.resolve(name + ".pub")));
    }
    Files.write(folder.resolve("known_hosts"), lines);
  }

  private void watch(String parameters) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("sftp-inbox:test?host=127.0.0.1&delay=200&settleTime=300ms&sidecarGrace=300ms"
                    + "&user="
                    + USER
                    + "&port="
                    + port
                    + "&directory=RAW("
                    + in
                    + ")&knownHosts=RAW("
                    + folder.resolve("known_hosts")
                    + ")"
                    + parameters)
                .process(OpenSshIT.this::take);
          }
        });
    camel.getRegistry().bind("destinations", (Destinations) company -> "here");
    camel.start();
  }

  private String withKey() {
    return "&privateKey=RAW(" + folder.resolve("user_key") + ")";
  }

  private void take(Exchange exchange) throws IOException {
    IncomingDrop drop = exchange.getMessage().getBody(IncomingDrop.class);
    try (InputStream bytes = drop.files().get(0).content().open()) {
      Path original = in.resolve(drop.name());
      assertThat(bytes.readAllBytes()).isEqualTo(Files.readAllBytes(original));
      Files.delete(original);
    }
    handedIn.add(drop);
  }

  private Path put(String relative, byte[] content) throws IOException {
    Path file = in.resolve(relative);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private IncomingDrop next() {
    return await().atMost(Duration.ofSeconds(60)).until(handedIn::poll, Objects::nonNull);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
  void aPrivateKeyOfAnyKindLogsInWithItsPassphrase(String type) throws Exception {
    key("guarded", type, "open sesame");
    authorize("guarded");
    put("7/images/a.jpg", Samples.jpeg(2_000_000, 1));
    watch(
        "&privateKey=RAW("
            + folder.resolve("guarded")
            + ")&passphrase=RAW(open sesame)&incompleteGrace=5s");

    assertThat(next().name()).isEqualTo("7/images/a.jpg");
  }

  @Test
  void namesOfEveryKindComeAndLinksDoNot() throws Exception {
    List<String> names =
        List.of("a b;c.txt", "back\\slash.txt", "größe 写真 🏗.txt", "new\nline.txt");
    for (String name : names) {
      put("7/images/" + name, name.getBytes());
    }
    Files.createSymbolicLink(in.resolve("7/images/loop"), in);
    Files.createSymbolicLink(in.resolve("7/images/link.txt"), folder.resolve("sshd_config"));
    watch(withKey());

    await().atMost(Duration.ofSeconds(30)).until(() -> handedIn.size() == names.size());
    await().during(Duration.ofSeconds(2)).until(() -> handedIn.size() == names.size());
    assertThat(handedIn)
        .flatExtracting(IncomingDrop::files)
        .extracting(IncomingFile::name)
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void aThousandFilesComeOnceEach() throws Exception {
    for (int i = 0; i < 1000; i++) {
      put("7/images/" + i + ".jpg", Samples.jpeg(20_000, i));
    }
    watch(withKey());

    await().atMost(Duration.ofMinutes(2)).until(() -> handedIn.size() >= 1000);
    assertThat(handedIn.stream().map(IncomingDrop::name).distinct()).hasSize(1000);
    assertThat(handedIn).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aServerOfFewChannelsIsServedByThose(int channels, CapturedOutput output) throws Exception {
    end();
    Files.writeString(
        folder.resolve("sshd_config"),
        "MaxSessions " + channels + "\n",
        java.nio.file.StandardOpenOption.APPEND);
    start();
    for (int i = 0; i < 30; i++) {
      put("7/images/" + i + ".jpg", Samples.jpeg(300_000, i));
    }
    watch(withKey() + "&parallel=4");

    await().atMost(Duration.ofMinutes(2)).until(() -> handedIn.size() >= 30);
    assertThat(handedIn.stream().map(IncomingDrop::name).distinct()).hasSize(30);
    assertThat(output.getOut()).doesNotContain("Cannot read", "cannot be read", "Exception");
  }

  @Test
  void aServerThatIsKilledAndStartedAgainIsTakenUp(CapturedOutput output) throws Exception {
    put("7/images/before.txt", "x".getBytes());
    watch(withKey());
    next();

    end();
    await().until(() -> output.getOut().contains("it cannot be reached"));
    put("7/images/after.txt", "y".getBytes());
    start();

    assertThat(next().name()).endsWith("after.txt");
    assertThat(output.getOut()).contains("The source test is connected to");
  }

  @Test
  void aServerThatSaysNothingAnyMoreIsLeftAndTakenUpAgain(CapturedOutput output) throws Exception {
    put("7/images/before.txt", "x".getBytes());
    watch(withKey());
    next();
    List<Long> stopped =
        Stream.concat(Stream.of(server.toHandle()), server.descendants())
            .map(ProcessHandle::pid)
            .toList();
    for (long id : stopped) {
      run("sh", "-c", "kill -STOP " + id);
    }

    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> output.getOut().contains("it does not answer"));
    for (long id : stopped) {
      run("sh", "-c", "kill -CONT " + id);
    }
    put("7/images/after.txt", "y".getBytes());

    assertThat(next().name()).endsWith("after.txt");
  }

  @Test
  void aHostKeyThatHasChangedIsRefused(CapturedOutput output) throws Exception {
    key("other_ed25519", "ed25519", "");
    knownHosts("other_ed25519");
    watch(withKey());

    await().until(() -> output.getOut().contains("its host key has changed: it is ssh-ed25519"));
  }

  @Test
  void aHostThatIsKnownByAKeyOfAnotherKindIsRefusedWithWhatToDo(CapturedOutput output)
      throws Exception {
    key("other_rsa", "rsa", "");
    knownHosts("other_rsa");
    watch(withKey());

    await().until(() -> output.getOut().contains("ssh-keyscan -p " + port));
    assertThat(handedIn).isEmpty();
  }

  @Test
  void theLineThatSshKeyscanWritesIsUnderstood() throws Exception {
    Process scan =
        new ProcessBuilder("ssh-keyscan", "-p", Integer.toString(port), "127.0.0.1")
            .redirectOutput(folder.resolve("known_hosts").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    scan.waitFor();
    run("ssh-keygen", "-H", "-f", folder.resolve("known_hosts").toString());
    put("7/images/a.txt", "x".getBytes());
    watch(withKey());

    assertThat(next().name()).endsWith("a.txt");
  }

  @Test
  void aFileThatMayNotBeReadHoldsBackNoOther(CapturedOutput output) throws Exception {
    if (USER.equals("root")) { // who else may read everything
      end();
      start("setpriv", "--bounding-set", "-dac_override,-dac_read_search");
    }
    Path secret = put("7/images/secret.txt", "x".getBytes());
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    put("7/images/open.txt", "x".getBytes());
    watch(withKey());

    assertThat(next().name()).endsWith("open.txt");
    await().until(() -> output.getOut().contains("secret.txt"));
  }

  @Test
  void aLoginThatIsRefusedIsToldWithoutTheSecret(CapturedOutput output) throws Exception {
    key("stranger", "ed25519", "open sesame");
    watch("&privateKey=RAW(" + folder.resolve("stranger") + ")&passphrase=RAW(open sesame)");

    await().until(() -> output.getOut().contains("with its private key"));
    assertThat(output.getAll()).doesNotContain("sesame");
  }
}
