package dev.sitedrop.intake.mail.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import dev.sitedrop.intake.mail.MailHost;
import dev.sitedrop.intake.mail.Mails;
import dev.sitedrop.intake.mail.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a mailbox is connected to: its certificate and its login. */
class MailboxConnectionTest {
  private static final Login RIGHT = new PasswordLogin(MailHost.MAILBOX, MailHost.PASSWORD);

  private final MailHost host = new MailHost();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    host.close();
  }

  private MailServer server(String name, Path trusted) {
    return new MailServer(name, host.imapPort(), Security.TLS, trusted);
  }

  private Mailbox mailbox(Login login) {
    return new Mailbox(server("localhost", TestCertificate.pem()), login, "INBOX", "SiteDrop");
  }

  private String trouble(MailServer server, Login login) {
    Mailbox mailbox = new Mailbox(server, login, "INBOX", "SiteDrop");
    Exception failure = catchException(mailbox::connect);
    assertThat(failure).isNotNull();
    return Trouble.told(failure, server);
  }

  @Test
  void anUnknownCertificateIsRefused() {
    assertThat(trouble(server("127.0.0.1", null), RIGHT))
        .startsWith("the certificate of 127.0.0.1:")
        .contains("is not trusted", "name its certificate by trustedCertificates");
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    Path others = TestCertificate.ofAnotherHost();
    try (ServerSocket pretender = tls(others.resolve("key.p12"))) {
      Thread greeting = new Thread(() -> greet(pretender));
      greeting.start();
      MailServer server =
          new MailServer(
              "localhost",
              pretender.getLocalPort(),
              Security.TLS,
              others.resolve("certificate.pem"));

      assertThat(trouble(server, RIGHT))
          .startsWith("the certificate of localhost:")
          .contains("is not trusted", "matching localhost found");
      greeting.join();
    }
  }

  private static ServerSocket tls(Path keyStore) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      keys.load(in, TestCertificate.password().toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, TestCertificate.password().toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  /** To whoever believes it, it says what a mail server says, and hangs up. */
  private static void greet(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write("* OK ready\r\n".getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().read();
    } catch (IOException refused) {
      return;
    }
  }

  @Test
  void aFileWithoutACertificateIsTold() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");

    assertThat(trouble(server("localhost", empty), RIGHT))
        .contains("trustedCertificates", "empty.pem", "cannot be used");
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    assertThat(
            trouble(
                server("localhost", TestCertificate.pem()),
                new PasswordLogin(MailHost.MAILBOX, "wrong-secret")))
        .contains("refuses the login")
        .doesNotContain("wrong-secret");
  }

  @Test
  void aHostThatIsNotThereIsTold() {
    MailServer nobody = new MailServer("127.0.0.1", 1, Security.TLS, null);

    assertThat(trouble(nobody, RIGHT)).isEqualTo("127.0.0.1:1 cannot be reached");
  }

  @Test
  void messagesAreFetchedWholeAndMovedWithTheirNumbers() throws Exception {
    byte[] mail = Mails.fromAnn("x").attach("a.bin", "application/x", new byte[700_000]).bytes();
    host.deliver(mail);
    Mailbox mailbox = mailbox(RIGHT);
    mailbox.connect();
    long uid = mailbox.list(Place.WATCHED).get(0).uid();

    assertThat(mailbox.fetch(Place.WATCHED, uid, 1000, folder.resolve("head")))
        .isEqualTo(Mailbox.Fetched.TOO_LARGE);
    assertThat(folder.resolve("head")).content().contains("Subject: x").doesNotContain("AAAA");
    assertThat(mailbox.fetch(Place.WATCHED, uid, 10 << 20, folder.resolve("whole")))
        .isEqualTo(Mailbox.Fetched.WHOLE);
    assertThat(folder.resolve("whole")).hasBinaryContent(mail);

    mailbox.move(Place.WATCHED, uid, Place.ACCEPTED);
    assertThat(mailbox.list(Place.WATCHED)).isEmpty();
    assertThat(mailbox.list(Place.ACCEPTED)).hasSize(1);
    assertThat(mailbox.fetch(Place.WATCHED, uid, 10 << 20, folder.resolve("gone")))
        .isEqualTo(Mailbox.Fetched.GONE);
    mailbox.disconnect();
  }

  @Test
  void aTokenLogsInAndIsKeptWhileItHolds() throws Exception {
    try (TokenServer tokens = new TokenServer(TokenServer.token(MailHost.PASSWORD, 3600))) {
      Login login = credentials(tokens);
      for (int i = 0; i < 2; i++) {
        Mailbox mailbox = mailbox(login);
        mailbox.connect();
        assertThat(mailbox.list(Place.WATCHED)).isEmpty();
        mailbox.disconnect();
      }

      assertThat(tokens.requests())
          .containsExactly(
              "client_id=id&client_secret=s%26cret&grant_type=client_credentials&scope=a+b");
    }
  }

  @Test
  void aTokenThatEndsSoonIsAskedForAgain() throws Exception {
    try (TokenServer tokens =
        new TokenServer(TokenServer.token("one", 0), TokenServer.token("two", 3600))) {
      Login login = credentials(tokens);

      assertThat(login.secret()).isEqualTo("one");
      assertThat(login.secret()).isEqualTo("two");
      assertThat(login.secret()).isEqualTo("two");
    }
  }

  @Test
  void aTokenThatWasWithdrawnIsExchangedOnce() throws Exception {
    try (TokenServer tokens =
        new TokenServer(
            TokenServer.token("withdrawn", 3600), TokenServer.token(MailHost.PASSWORD, 3600))) {
      Login login = credentials(tokens);
      Mailbox mailbox = mailbox(login);

      mailbox.connect();

      assertThat(tokens.requests()).hasSize(2);
      mailbox.disconnect();
    }
  }

  @Test
  void aLoginThatGivesNoTokenIsToldWithoutTheSecret() throws Exception {
    try (TokenServer tokens = new TokenServer("{\"error\":\"invalid_client\"}")) {
      assertThatThrownBy(() -> mailbox(credentials(tokens)).connect())
          .isInstanceOf(IOException.class)
          .hasMessage("the login at 127.0.0.1 gives no token (invalid_client)");
    }
  }

  @Test
  void answersAreSentByTheSameLogin() throws Exception {
    try (TokenServer tokens = new TokenServer(TokenServer.token(MailHost.PASSWORD, 3600))) {
      MailServer smtp =
          new MailServer("localhost", host.smtpPort(), Security.TLS, TestCertificate.pem());

      new Postman(smtp, RIGHT)
          .send(
              new Answer(MailHost.MAILBOX, Mails.ANN, "Re: é", "text", "<a@b>", "<a@b>"),
              () -> true);
      new Postman(smtp, RIGHT)
          .send(new Answer(MailHost.MAILBOX, Mails.ANN, "Re: 2", "text", "", ""), () -> false);

      assertThat(host.answersTo(Mails.ANN)).hasSize(1);
      assertThat(host.answersTo(Mails.ANN).get(0).getSubject()).isEqualTo("Re: é");
      assertThat(tokens.requests()).isEmpty();
    }
  }

  private static Login credentials(TokenServer tokens) {
    return new TokenLogin(
        MailHost.MAILBOX,
        tokens.url(),
        new java.util.TreeMap<>(
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "id",
                "client_secret", "s&cret",
                "scope", "a b")),
        Clock.systemUTC());
  }
}
