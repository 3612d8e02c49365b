package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole way of what is put on a server by FTP over TLS, with the shipping template. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class FtpsSourceTest {
  private static final Path ROUTES = RoutesCopy.create();
  private static final int PORT = SftpServer.freePort();
  private static final Path REMOTE = folder();
  private static FtpServer server;

  @LocalServerPort private int port;

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "ftps");
      Files.createDirectories(folder.resolve("in"));
      keytool(
          "-genkeypair",
          "-alias",
          "ftps",
          "-keyalg",
          "RSA",
          "-dname",
          "CN=127.0.0.1",
          "-ext",
          "san=ip:127.0.0.1");
      keytool(
          "-exportcert", "-rfc", "-alias", "ftps", "-file", ROUTES.resolve("ca.pem").toString());
      write("site", ROUTES.resolve("ca.pem").toString());
      server = serve(folder);
      return folder;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-keystore",
                    ROUTES.resolve("keys.p12").toString(),
                    "-storepass",
                    "changeit"),
                Stream.of(arguments))
            .toList();
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static FtpServer serve(Path folder) throws FtpException {
    SslConfigurationFactory tls = new SslConfigurationFactory();
    tls.setKeystoreFile(ROUTES.resolve("keys.p12").toFile());
    tls.setKeystorePassword("changeit");
    DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
    data.setImplicitSsl(false);
    ListenerFactory listener = new ListenerFactory();
    listener.setServerAddress("127.0.0.1");
    listener.setPort(PORT);
    listener.setSslConfiguration(tls.createSslConfiguration());
    listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
    BaseUser user = new BaseUser();
    user.setName(SftpServer.USER);
    user.setPassword(SftpServer.PASSWORD);
    user.setHomeDirectory(folder.toString());
    user.setAuthorities(List.of(new WritePermission()));
    FtpServerFactory factory = new FtpServerFactory();
    factory.addListener("default", listener.createListener());
    factory.getUserManager().save(user);
    FtpServer started = factory.createServer();
    started.start();
    return started;
  }

  private static Path write(String name, String certificate) throws IOException {
    return Files.writeString(
        ROUTES.resolve("sources/" + name + ".camel.yaml"),
        """
        - templatedRoute:
            routeTemplateRef: ftps-source
            routeId: intake-%1$s
            parameters:
              - {name: name, value: %1$s}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%2$d"}
              - {name: user, value: ann}
              - {name: password, value: "{{test.ftps.password}}"}
              - {name: certificate, value: "%3$s"}
              - {name: directory, value: %4$s}
              - {name: pollDelay, value: "300"}
              - {name: settleTime, value: 1200ms}
              - {name: incompleteGrace, value: 3s}
              - {name: sidecarGrace, value: 300ms}
        """
            .formatted(name, PORT, certificate, name.equals("site") ? "in" : "elsewhere"));
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", ROUTES::toString);
    registry.add("test.ftps.password", () -> SftpServer.PASSWORD);
  }

  @AfterAll
  static void end() {
    server.stop();
  }

  private static Path put(String relative, byte[] content) throws IOException {
    Path file = REMOTE.resolve(relative);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private static Path awaitFile(String name) {
    return await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              try (Stream<Path> all = Files.walk(REMOTE)) {
                return all.filter(path -> path.endsWith(name)).findFirst().orElse(null);
              } catch (UncheckedIOException vanished) {
                return null;
              }
            },
            Objects::nonNull);
  }

  private long imagesOf(byte[] content) {
    String hash = Samples.sha256(content);
    return new SandboxView(port)
        .images().stream()
            .filter(i -> i.at("/files/0/segment_sha256s/0").asText().equals(hash))
            .count();
  }

  @Test
  void photosWithNamesOfMostKindsAreDeliveredOnceAndKeptWithTheirReceipts() throws IOException {
    List<String> names = List.of("crane.jpg", "a b;c.jpg", "größe 写真.jpg", "100%.jpg");
    for (String name : names) {
      put("in/42/images/site A/" + name, Samples.jpeg(300_000, name.hashCode()));
    }
    put("in/42/images/site A/crane.jpg.yaml", "description: x".getBytes());

    for (String name : names) {
      Path receipt = awaitFile("site A/" + name + ".receipt.json");
      assertThat(new ObjectMapper().readTree(receipt.toFile()).at("/procore/id").asLong())
          .isPositive();
      awaitFile(".delivered/" + receipt.getParent().getParent().getFileName() + "/site A/" + name);
      assertThat(imagesOf(Samples.jpeg(300_000, name.hashCode()))).isEqualTo(1);
    }
  }

  @Test
  void whatIsRefusedLiesBesideTheReason() throws IOException {
    put("in/43/images/report.pdf", Samples.bytes("incident-report.pdf"));

    assertThat(awaitFile(".failed/report.pdf.reason.txt")).content().contains("is no picture");
    awaitFile(".failed/report.pdf");
  }

  @Test
  void aServerThatIsAwayForAWhileIsTakenUpAgain(CapturedOutput output) throws Exception {
    put("in/44/images/before.jpg", Samples.jpeg(3000, 441));
    awaitFile("before.jpg.receipt.json");
    server.stop();
    await()
        .until(() -> output.getOut().contains("The source site cannot use ftps://ann@127.0.0.1"));
    put("in/44/images/after.jpg", Samples.jpeg(3000, 442));
    server = serve(REMOTE);

    awaitFile("after.jpg.receipt.json");
    assertThat(output.getOut()).contains("The source site is connected to ftps://ann@127.0.0.1");
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefusedBeforeTheLogin(CapturedOutput output)
      throws IOException {
    Path file = write("guarded", "");

    await().until(() -> output.getOut().contains("its certificate or encryption is not accepted"));
    Files.delete(file);
    assertThat(output.getAll()).doesNotContain("canary");
  }
}
