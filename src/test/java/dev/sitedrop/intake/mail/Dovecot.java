package dev.sitedrop.intake.mail;

import static org.awaitility.Awaitility.await;

import dev.sitedrop.needs.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Dovecot as an ordinary process, with one mailbox whose files the test may look at. */
final class Dovecot implements AutoCloseable {
  static final String USER = "photos@site.example";
  static final String PASSWORD = "dove-secret";

  private final Path folder;
  private final int port;
  private final int startTlsPort;
  private final String capability;
  private Process process;

  /**
   * @param folder an empty one
   * @param capability what it says it can; empty for all that it can
   */
  Dovecot(Path folder, String capability) throws IOException {
    this.folder = folder;
    this.capability = capability;
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket other = new ServerSocket(0)) {
      port = one.getLocalPort();
      startTlsPort = other.getLocalPort();
    }
    for (String name : List.of("run", "state", "mail/new", "mail/cur", "mail/tmp", "home")) {
      Files.createDirectories(folder.resolve(name));
    }
    start();
  }

  int port() {
    return port;
  }

  int startTlsPort() {
    return startTlsPort;
  }

  private boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  void start() throws IOException {
    String me = System.getProperty("user.name");
    String users =
        isRoot()
            ? ""
            : "default_internal_user = "
                + me
                + "\ndefault_login_user = "
                + me
                + "\ndefault_internal_group = "
                + Files.readAttributes(folder, PosixFileAttributes.class).group().getName()
                + "\n"
                + "service anvil {\n  chroot =\n}\nservice imap-login {\n  chroot =\n}\n";
    String owner = isRoot() ? "uid=nobody gid=nogroup " : "";
    Files.writeString(
        folder.resolve("dovecot.conf"),
        String.join(
            "\n",
            "protocols = imap",
            "listen = 127.0.0.1",
            "base_dir = " + folder.resolve("run"),
            "state_dir = " + folder.resolve("state"),
            "log_path = " + folder.resolve("dovecot.log"),
            users,
            "first_valid_uid = 1",
            "ssl = required",
            "ssl_cert = <" + TestCertificate.pem(),
            "ssl_key = <" + TestCertificate.keyPem(),
            "auth_mechanisms = plain",
            "mail_location = maildir:" + folder.resolve("mail"),
            capability.isEmpty() ? "" : "imap_capability = " + capability,
            "passdb {\n  driver = static\n  args = password=" + PASSWORD + "\n}",
            "userdb {\n  driver = static\n  args = "
                + owner
                + "home="
                + folder.resolve("home")
                + "\n}",
            "namespace inbox {\n  inbox = yes\n  separator = .\n  prefix = INBOX.\n}",
            "service imap-login {",
            "  inet_listener imap {\n    port = " + startTlsPort + "\n  }",
            "  inet_listener imaps {\n    port = " + port + "\n    ssl = yes\n  }",
            "}",
            ""));
    own();
    process =
        new ProcessBuilder(
                Programs.path("dovecot").toString(),
                "-F",
                "-c",
                folder.resolve("dovecot.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    await().atMost(Duration.ofSeconds(20)).until(this::answers);
  }

  private boolean answers() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "Dovecot did not start: " + Files.readString(folder.resolve("output.txt")));
    }
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Dovecot gives up its rights before it touches a mail. */
  private void own() throws IOException {
    if (isRoot()) {
      try {
        for (String below : List.of("mail", "home")) {
          new ProcessBuilder("chown", "-R", "nobody:nogroup", folder.resolve(below).toString())
              .start()
              .waitFor();
        }
        for (Path path = folder; path != null && path.getNameCount() > 1; path = path.getParent()) {
          new ProcessBuilder("chmod", "o+x", path.toString()).start().waitFor();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** As a mail server puts a mail into a Maildir. */
  void deliver(byte[] mail) throws IOException {
    Path file = folder.resolve("mail/tmp/" + UUID.randomUUID());
    Files.write(file, mail);
    own();
    Files.move(file, folder.resolve("mail/new/" + file.getFileName()));
  }

  /** Something lies where the folders shall be. */
  void occupy(String name) throws IOException {
    Files.writeString(folder.resolve("mail/." + name), "");
    own();
  }

  /** How many messages lie in a folder such as {@code SiteDrop.Delivered}, or in the inbox. */
  long count(String name) {
    Path box = name.isEmpty() ? folder.resolve("mail") : folder.resolve("mail/." + name);
    return files(box.resolve("new")) + files(box.resolve("cur"));
  }

  private static long files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      // T marks what is deleted and not expunged
      return files.filter(file -> !file.getFileName().toString().matches(".*:2,[A-Z]*T.*")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets all numbers that it gave to messages, so that it has to give new ones. */
  void forgetNumbers() throws IOException, InterruptedException {
    stop();
    try (Stream<Path> all = Files.walk(folder.resolve("mail"))) {
      for (Path file :
          all.filter(path -> path.getFileName().toString().startsWith("dovecot"))
              .filter(Files::isRegularFile)
              .toList()) {
        Files.delete(file);
      }
    }
    start();
  }

  /** Its sessions are processes of their own, which may write a moment longer than it lives. */
  void stop() throws InterruptedException {
    List<ProcessHandle> sessions = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    sessions.forEach(ProcessHandle::destroy);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> sessions.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
