package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.intake.mail.MailHost;
import dev.sitedrop.intake.mail.MailRoutes;
import dev.sitedrop.intake.mail.Mails;
import dev.sitedrop.intake.web.Upload;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Where and when a photo was taken is in what Procore gets, by whatever way it comes. */
@Needs(Need.HEIF_CONVERT)
@SiteDropTest
@TestPropertySource(properties = "intake.heic=auto")
class PlaceAndTimeTest {
  private static final byte[] PHOTO =
      Pictures.withPlace(Pictures.jpeg(640, 480, Color.RED, Color.GREEN, Color.BLUE, Color.WHITE));
  private static final byte[] JXL = {(byte) 0xFF, 10};
  private static final String TAKEN = "52.50 13.40 2026:05:07 14:30:00";
  private static final MailHost HOST = new MailHost();
  private static final Path ROUTES = RoutesCopy.create();
  private static final SftpServer SERVER = serve();

  @Autowired private ProducerTemplate route;
  @LocalServerPort private int port;
  @TempDir private Path folder;

  @Value("${sitedrop.home}")
  private Path home;

  private static SftpServer serve() {
    try {
      Path root = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "sftp");
      Files.createDirectories(root.resolve("site/304/images"));
      SftpServer server = new SftpServer(root);
      Path knownHosts = ROUTES.resolve("known_hosts");
      server.knownHosts(knownHosts);
      Files.writeString(
          ROUTES.resolve("sources/site.camel.yaml"),
          """
          - templatedRoute:
              routeTemplateRef: sftp-source
              routeId: intake-site
              parameters:
                - {name: name, value: site}
                - {name: host, value: 127.0.0.1}
                - {name: port, value: "%d"}
                - {name: user, value: ann}
                - {name: password, value: "{{test.sftp.password}}"}
                - {name: knownHosts, value: %s}
                - {name: directory, value: site}
                - {name: pollDelay, value: "200"}
          """
              .formatted(server.port(), knownHosts));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void sources(DynamicPropertyRegistry registry) {
    MailRoutes.write(ROUTES, MailRoutes.parameters(HOST));
    registry.add("sitedrop.routes", ROUTES::toString);
    registry.add("site.mail.password", () -> MailHost.PASSWORD);
    registry.add("test.sftp.password", () -> SftpServer.PASSWORD);
  }

  @AfterAll
  static void stop() {
    HOST.close();
    SERVER.close();
  }

  private byte[] heic() throws Exception {
    return encoded("photo.heic", "-q");
  }

  private byte[] avif() throws Exception {
    return encoded("photo.avif", "-A", "-q");
  }

  private byte[] encoded(String name, String... options) throws Exception {
    Path heic = folder.resolve(name);
    Process encoder =
        new ProcessBuilder(
                Stream.of(
                        Stream.of("heif-enc"),
                        Stream.of(options),
                        Stream.of(
                            "60",
                            "-o",
                            heic.toString(),
                            Files.write(folder.resolve("photo.jpg"), PHOTO).toString()))
                    .flatMap(part -> part)
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("encoder.txt").toFile())
            .start();
    assertThat(encoder.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readAllBytes(heic);
  }

  private byte[] inProcore(int project, String name) {
    SandboxView sandbox = new SandboxView(port);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> sandbox.images().stream().anyMatch(image -> is(image, project, name)));
    return sandbox.images().stream()
        .filter(image -> is(image, project, name))
        .map(image -> sandbox.get(image.path("url").asText()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean is(JsonNode image, int project, String name) {
    return image.path("project_id").asInt() == project
        && image.path("image_name").asText().equals(name);
  }

  private void assertTaken(int project) {
    byte[] converted = inProcore(project, "phone.jpg");
    assertThat(converted).startsWith(0xFF, 0xD8, 0xFF);
    assertThat(Pictures.placeAndTime(converted)).isEqualTo(TAKEN);
    assertThat(inProcore(project, "camera.jpg")).isEqualTo(PHOTO);
  }

  @Test
  void byAFolder() throws Exception {
    Inbox inbox = new Inbox(home);
    inbox.drop("301/images/phone.heic", heic());
    inbox.drop("301/images/camera.jpg", PHOTO);

    assertTaken(301);
  }

  @Test
  void byAForm() throws Exception {
    for (var file : Map.of("phone.heic", heic(), "camera.jpg", PHOTO).entrySet()) {
      new Upload()
          .field("project", "302")
          .field("target", "images")
          .file(file.getKey(), file.getValue())
          .sendTo(port);
    }

    assertTaken(302);
  }

  @Test
  void byMail() throws Exception {
    HOST.deliver(
        Mails.fromAnn("[303] Crane")
            .attach("phone.heic", "image/heic", heic())
            .attach("camera.jpg", "image/jpeg", PHOTO)
            .bytes());

    assertTaken(303);
  }

  @Test
  void bySftp() throws Exception {
    Files.write(SERVER.path("site/304/images/phone.heic"), heic());
    Files.write(SERVER.path("site/304/images/camera.jpg"), PHOTO);

    assertTaken(304);
  }

  @Test
  void byARoute() throws Exception {
    String door = "sitedrop:own?project=305&target=images";
    route.sendBodyAndHeader(door, heic(), "CamelFileName", "phone.heic");
    route.sendBodyAndHeader(door, PHOTO, "CamelFileName", "camera.jpg");

    assertTaken(305);
  }

  @Test
  @Needs(Need.AVIF)
  void ofAvifAsOfHeic() throws Exception {
    Inbox inbox = new Inbox(home);
    inbox.drop("306/images/phone.avif", avif());
    inbox.drop("306/images/camera.jpg", PHOTO);

    assertTaken(306);
    assertThat(inbox.receipt("306/images", "phone.avif").at("/files/0/takenAt").asText())
        .isEqualTo("2026-05-07T14:30:00");
  }

  @Test
  void whatTheConverterDoesNotReadIsRefusedInWordsThatHelp() {
    Inbox inbox = new Inbox(home);
    inbox.drop("307/images/photo.jxl", MadePictures.joined(JXL, MadePictures.noise(3000)));

    assertThat(inbox.reason("307/images", "photo.jxl"))
        .contains("does not take (JPEG XL). Send it as JPEG or PNG.");
  }
}
