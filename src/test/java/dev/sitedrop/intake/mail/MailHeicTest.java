package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.FakeConverter;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A phone's photos by mail, sent as JPEG. */
@SiteDropTest
class MailHeicTest {
  private static final MailHost HOST = new MailHost();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void mailboxAndConverter(DynamicPropertyRegistry registry) {
    Path routes = MailRoutes.copy();
    MailRoutes.write(routes, MailRoutes.parameters(HOST));
    registry.add("sitedrop.routes", routes::toString);
    registry.add("site.mail.password", () -> MailHost.PASSWORD);
    Path folder = Path.of("target/converters", UUID.randomUUID().toString());
    registry.add("intake.heic", () -> "jpeg");
    registry.add("intake.heic-converter", () -> FakeConverter.everDiffering(folder));
  }

  @AfterAll
  static void stop() {
    HOST.close();
  }

  @Test
  void theAnswerSpeaksOfThePhotoAsItsSenderCallsIt() {
    HOST.deliver(
        Mails.fromAnn("[130] Crane")
            .attach("IMG_2041.HEIC", "image/heic", Samples.heic("130"))
            .bytes());

    HOST.awaitCount("Delivered", 1);
    JsonNode image = new SandboxView(port).images().get(0);
    assertThat(image.path("image_name").asText()).isEqualTo("IMG_2041.jpg");
    assertThat(MailHost.text(HOST.answerTo("ann@builders.example")))
        .contains("- IMG_2041.HEIC is image " + image.path("id").asLong() + " of project 130");
  }
}
