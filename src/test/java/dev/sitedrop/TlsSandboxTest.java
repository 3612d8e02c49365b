package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.intake.mail.TestCertificate;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The built-in sandbox beside a console with a certificate that nobody has signed. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class TlsSandboxTest {
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  @DynamicPropertySource
  static void certificate(DynamicPropertyRegistry registry) {
    registry.add("server.ssl.certificate", () -> TestCertificate.pem().toString());
    registry.add("server.ssl.certificate-private-key", () -> TestCertificate.keyPem().toString());
  }

  private static HttpClient trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    try (InputStream pem = Files.newInputStream(TestCertificate.pem())) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return trusting()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aPhotoIsDeliveredToItAndTheConsoleIsAskedByHttps(CapturedOutput output) throws Exception {
    Inbox inbox = new Inbox(home);
    inbox.drop("42/images/crane.jpg", Samples.jpeg(10_000, 42));

    JsonNode receipt = inbox.receipt("42/images", "crane.jpg");

    String console = "https://127.0.0.1:" + port;
    assertThat(output.getAll()).contains("Console        " + console);
    assertThat(get(console + "/deliveries").body()).contains("crane.jpg");
    assertThat(get(console + "/sandbox/account").statusCode()).isEqualTo(200);
    URI image = URI.create(receipt.path("procore").path("url").asText());
    assertThat(get(image.toString()).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNotEncryptedIsTheSandboxAlone() throws Exception {
    Inbox inbox = new Inbox(home);
    inbox.drop("43/images/crane.jpg", Samples.jpeg(10_000, 43));
    URI image =
        URI.create(inbox.receipt("43/images", "crane.jpg").path("procore").path("url").asText());

    for (String path : new String[] {"/", "/deliveries", "/api/status", "/actuator/health"}) {
      assertThat(get("http://127.0.0.1:" + image.getPort() + path).statusCode())
          .as(path)
          .isEqualTo(404);
    }
  }
}
